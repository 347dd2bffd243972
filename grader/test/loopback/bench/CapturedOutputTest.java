package loopback.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CapturedOutputTest {

    private final CapturedOutput printed = new CapturedOutput();

    @Test
    void what_was_printed_is_taken_once() {
        print("grüße");

        assertEquals("grüße", printed.take());
        assertEquals("", printed.take());
    }

    @Test
    void the_beginning_is_kept_and_the_rest_counted() {
        for (int i = 0; i < 1_000; i++) {
            print("0123456789");
        }

        var text = printed.take();

        assertTrue(text.startsWith("0123456789"), text);
        assertTrue(text.endsWith("\n… and 5904 bytes more"), text);
        print("again");
        assertEquals("again", printed.take());
    }

    @Test
    void single_bytes_are_kept_like_others() {
        printed.write('a');
        printed.write(0x100 | 'b');

        assertEquals("ab", printed.take());
    }

    @Test
    void a_stack_trace_ends_with_the_lines_that_a_learner_knows() {
        print(
                """
                java.io.IOException: gone
                \tat java.base/java.net.Socket.connect(Socket.java:1)
                \tat submission//tiny.Echo.lambda$echo$0(Echo.java:12)
                \tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)
                \tat submission//tiny.Echo.echo(Echo.java:11)
                \tat submission//tiny.EchoTest.one_comes_back(EchoTest.java:14)
                \tat java.base/java.lang.reflect.Method.invoke(Method.java:565)
                \tat org.junit.platform.commons.util.MethodInvoker.invoke(MethodInvoker.java:64)
                \tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)
                \tat loopback.bench.Bench.main(Bench.java:48)
                Caused by: java.io.EOFException
                \tat submission//tiny.Echo.echo(Echo.java:9)
                \tat kit.Attempt.run(Attempt.java:40)
                \tat java.base/java.lang.Thread.run(Thread.java:1474)
                done
                """);

        assertEquals(
                """
                java.io.IOException: gone
                \tat java.base/java.net.Socket.connect(Socket.java:1)
                \tat tiny.Echo.lambda$echo$0(Echo.java:12)
                \tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)
                \tat tiny.Echo.echo(Echo.java:11)
                \tat tiny.EchoTest.one_comes_back(EchoTest.java:14)
                Caused by: java.io.EOFException
                \tat tiny.Echo.echo(Echo.java:9)
                done
                """,
                printed.take());
    }

    private void print(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        printed.write(bytes, 0, bytes.length);
    }
}
