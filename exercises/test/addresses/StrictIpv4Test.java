package addresses;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kit.Names;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class StrictIpv4Test {

    @Test
    @Order(1)
    void four_numbers_become_four_bytes() {
        reads("192.0.2.1", 192, 0, 2, 1);
        reads("0.0.0.0", 0, 0, 0, 0);
        for (int number = 0; number <= 255; number++) {
            reads(number + ".1.20.0", number, 1, 20, 0);
            reads("10.200.3." + number, 10, 200, 3, number);
        }
    }

    @Test
    @Order(2)
    void a_number_above_255_is_refused() {
        reads("127.0.0.55", 127, 0, 0, 55);
        refuses("127.0.0.256", "256.0.0.1", "127.0.999.1", "127.1000.0.1", "127.0.0.4294967297");
    }

    @Test
    @Order(3)
    void a_leading_zero_is_refused() {
        reads("10.0.0.101", 10, 0, 0, 101);
        refuses("010.0.0.1", "08.8.8.8", "10.00.0.1", "192.168.1.001", "10.0.0.0101");
    }

    @Test
    @Order(4)
    void more_or_less_than_four_numbers_are_refused() {
        reads("1.2.3.4", 1, 2, 3, 4);
        refuses("1.2.3", "1.2", "1", "2130706433", "1.2.3.4.5", "1.2.3.4.", ".1.2.3.4");
        refuses("1.2.3.", ".2.3.4", "1..3.4", "...", "", "1,2,3,4");
        refuses("::1", "::ffff:1.2.3.4", "0:0:0:0:0:0:0:1");
    }

    @Test
    @Order(5)
    void only_the_digits_0_to_9_make_a_number() {
        reads("3.3.3.3", 3, 3, 3, 3);
        refuses("٣.٣.٣.٣", "3.3.3.３", "+3.3.3.3", "-3.3.3.3", "3.3.3.-0", "0x3.3.3.3", "3.3.3.f");
        refuses(" 3.3.3.3", "3.3.3.3 ", "3.3. 3.3", "3.3.3.3\n", "3.3.3.3/8", "3.3.3.3:80");
    }

    @Test
    @Order(6)
    void a_name_is_refused_and_no_resolver_asked() {
        Names.give("printer.test", "192.0.2.9");

        reads("192.0.2.9", 192, 0, 2, 9);
        refuses("printer.test", "localhost", "192.0.2.9a");

        assertEquals(List.of(), Names.lookups(), "the questions that reached the resolver");
    }

    @Test
    @Order(7)
    void four_bytes_become_four_numbers() {
        writes("222.76.216.16", 222, 76, 216, 16);
        writes("0.0.0.0", 0, 0, 0, 0);
        for (int number = 0; number <= 255; number++) {
            writes(number + ".1.20.0", number, 1, 20, 0);
            writes("10.200.3." + number, 10, 200, 3, number);
        }
    }

    @Test
    @Order(8)
    void more_or_less_than_four_bytes_are_refused() {
        writes("1.2.3.4", 1, 2, 3, 4);
        refusesToWrite();
        refusesToWrite(1, 2, 3);
        refusesToWrite(1, 2, 3, 4, 5);
        refusesToWrite(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    }

    private static void reads(String text, Integer... numbers) {
        var call = "parse(\"" + text + "\")";
        var found = assertDoesNotThrow(() -> StrictIpv4.parse(text), call);
        assertEquals(List.of(numbers), unsigned(found), call);
    }

    private static void refuses(String... texts) {
        for (var text : texts) {
            var call = "parse(\"" + text.replace("\n", "\\n") + "\")";
            isRefused(() -> unsigned(StrictIpv4.parse(text)), call);
        }
    }

    private static void writes(String text, Integer... numbers) {
        var call = "format(bytes " + List.of(numbers) + ")";
        var found = assertDoesNotThrow(() -> StrictIpv4.format(bytes(numbers)), call);
        assertEquals(text, found, call);
    }

    private static void refusesToWrite(Integer... numbers) {
        var call = "format(bytes " + List.of(numbers) + ")";
        isRefused(() -> StrictIpv4.format(bytes(numbers)), call);
    }

    private static void isRefused(Supplier<Object> action, String call) {
        try {
            assertEquals("IllegalArgumentException", action.get(), call);
        } catch (IllegalArgumentException e) {
            // So says the contract.
        } catch (RuntimeException e) {
            throw new AssertionError(call + " throws " + e, e);
        }
    }

    private static byte[] bytes(Integer... numbers) {
        var bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = numbers[i].byteValue();
        }
        return bytes;
    }

    private static List<Integer> unsigned(byte[] bytes) {
        return IntStream.range(0, bytes.length).mapToObj(i -> bytes[i] & 0xff).toList();
    }
}
