package addresses;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kit.Machine;
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
            reads("10." + number + ".0.255", 10, number, 0, 255);
            reads("7.99." + number + ".100", 7, 99, number, 100);
            reads("10.200.3." + number, 10, 200, 3, number);
        }
    }

    @Test
    @Order(2)
    void a_number_above_255_is_refused() {
        reads("55.1.1.55", 55, 1, 1, 55);
        refusesInEachPlace("256", "300", "999", "1000", "65537");
        // As an int and as a long these two are 1, once the bits that have no room are lost.
        refusesInEachPlace("4294967297", "18446744073709551617");
    }

    @Test
    @Order(3)
    void a_leading_zero_is_refused() {
        reads("101.20.20.101", 101, 20, 20, 101);
        refuses("010.0.0.1", "08.8.8.8", "10.00.0.1", "192.168.1.001", "10.0.0.0101");
        refusesInEachPlace("00", "01", "000", "010", "0255");
    }

    @Test
    @Order(4)
    void more_or_less_than_four_numbers_are_refused() {
        reads("4.3.3.4", 4, 3, 3, 4);
        refuses("1.2.3", "1.2", "1", "2130706433", "1.2.3.4.5", "1.2.3.4.", ".1.2.3.4");
        refuses("1.2.3.", ".2.3.4", "1..3.4", "1.2..4", "1..2.3.4", "1.2..3.4", "1.2.3..4");
        refuses("1.2.3.4..", "...", "....", ".", "", "1,2,3,4", "1.2.3:4", "1.2.3-4", "1 2 3 4");
        refuses("::1", "::ffff:1.2.3.4", "0:0:0:0:0:0:0:1");
    }

    @Test
    @Order(5)
    void only_the_digits_0_to_9_make_a_number() {
        reads("3.3.3.3", 3, 3, 3, 3);
        refuses("+3.3.3.3", "٣.٣.٣.٣", "3.3.3.３", "-3.3.3.3", "3.3.3.-0", "0x3.3.3.3", "3.3.3.f");
        refuses(" 3.3.3.3", "3.3.3.3 ", "3.3. 3.3", "3.3.3.3\n", "3.3.3.3/8", "3.3.3.3:80");
        refusesInEachPlace("٣", "1٣", "+3", "-0", "-253", " 3", "3 ", "\t3", "3\n", "3\0", "3_0");
        refusesInEachPlace("3a", "a3", "ff", "0x3", "3f", "1e1", "/", "3:");
    }

    @Test
    @Order(6)
    void a_name_is_refused_and_no_resolver_asked() {
        Names.give("printer.test", "9.1.1.9");
        Names.giveReverse("9.1.1.9", "printer.test");

        reads("9.1.1.9", 9, 1, 1, 9);
        for (var name : List.of("printer.test", "localhost", "9.1.1.9a")) {
            refuses(name);
            asksNobody("parse(\"" + name + "\")", () -> StrictIpv4.parse(name));
        }
        for (var text : List.of("9.1.1.9", "9.1.1.256", "9.1.1", "9.1.1.", "٣.1.1.9", "")) {
            asksNobody("parse(\"" + text + "\")", () -> StrictIpv4.parse(text));
        }
        asksNobody("format(bytes [9, 1, 1, 9])", () -> StrictIpv4.format(bytes(9, 1, 1, 9)));
    }

    @Test
    @Order(7)
    void four_bytes_become_four_numbers() {
        writes("222.76.216.16", 222, 76, 216, 16);
        writes("0.0.0.0", 0, 0, 0, 0);
        for (int number = 0; number <= 255; number++) {
            writes(number + ".1.20.0", number, 1, 20, 0);
            writes("10." + number + ".0.255", 10, number, 0, 255);
            writes("7.99." + number + ".100", 7, 99, number, 100);
            writes("10.200.3." + number, 10, 200, 3, number);
        }
    }

    @Test
    @Order(8)
    void more_or_less_than_four_bytes_are_refused() {
        writes("1.2.3.4", 1, 2, 3, 4);
        refusesToWrite();
        refusesToWrite(1);
        refusesToWrite(1, 2, 3);
        refusesToWrite(1, 2, 3, 4, 5);
        refusesToWrite(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        refusesToWrite(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 1, 2, 3, 4);
    }

    @Test
    @Order(9)
    void each_call_returns_an_array_of_its_own() {
        var first = StrictIpv4.parse("1.2.2.1");
        StrictIpv4.parse("5.6.6.5");
        assertEquals(List.of(1, 2, 2, 1), unsigned(first), "bytes of 1.2.2.1, after the next call");

        first[3] = 99;
        reads("1.2.2.1", 1, 2, 2, 1);
    }

    @Test
    @Order(10)
    void the_default_locale_makes_no_difference() {
        for (var language : List.of("ar-EG", "hi-IN-u-nu-deva", "en-US")) {
            try (var _ = Machine.speaks(language)) {
                reads("19.53.53.19", 19, 53, 53, 19);
                writes("19.53.53.19", 19, 53, 53, 19);
            }
        }
    }

    private static void reads(String text, Integer... numbers) {
        var call = "parse(\"" + text + "\")";
        var found = assertDoesNotThrow(() -> StrictIpv4.parse(text), call);
        assertEquals(List.of(numbers), unsigned(found), call);
    }

    private static void refuses(String... texts) {
        for (var text : texts) {
            var visible = text.replace("\n", "\\n").replace("\t", "\\t").replace("\0", "\\0");
            var call = "parse(\"" + visible + "\")";
            isRefused(() -> unsigned(StrictIpv4.parse(text)), call);
        }
    }

    private static void refusesInEachPlace(String... numbers) {
        for (var number : numbers) {
            refuses(number + ".1.2.3", "1." + number + ".2.3", "1.2." + number + ".3");
            refuses("1.2.3." + number);
        }
    }

    private static void asksNobody(String call, Supplier<Object> action) {
        try {
            action.get();
        } catch (RuntimeException e) {
            // Other steps look at what is refused.
        }
        assertEquals(List.of(), Names.lookups(), "questions to a resolver in " + call);
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
        return bytes == null
                ? null
                : IntStream.range(0, bytes.length).mapToObj(i -> bytes[i] & 0xff).toList();
    }
}
