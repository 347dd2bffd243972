package loopback.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The references of lesson 5 beside programs that come in numbers.
class ServersIT extends WithListener {

    /// Eight clients who increment one value at the same time, and one who asks for it.
    private static final String COUNT =
            """
            import socket, sys, threading
            def talk(command, times):
                with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
                    lines = server.makefile("rw", newline="\\n")
                    for _ in range(times):
                        lines.write(command + "\\n")
                        lines.flush()
                        answer = lines.readline()
                    return answer
            threads = [threading.Thread(target=talk, args=("INCR n", 100)) for _ in range(8)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            print(talk("GET n", 1), end="")
            """;

    @Test
    void threaded_server_talks_to_netcat_while_socat_says_nothing() throws Exception {
        Consumer<Throwable> failures = failure -> {};
        References.call(
                "concurrency.ThreadedServer",
                "start",
                listener,
                handler("concurrency.ThreadedServer$Handler"),
                failures);
        try (var silent = Running.start(Programs.need("socat"), "-", "TCP:127.0.0.1:" + port);
                var alice = Running.start(Programs.need("nc"), "127.0.0.1", port)) {
            assertEquals("hello", silent.line());
            assertEquals("hello", alice.line());
            assertEquals("ONE", alice.types("one\n").line());
            assertEquals("TWO", silent.types("two\n").line());
        }
    }

    @Test
    void it_answers_the_client_of_the_tutorials_as_the_threading_server_of_python_does()
            throws Exception {
        Consumer<Throwable> failures = failure -> {};
        References.call(
                "concurrency.ThreadedServer",
                "start",
                listener,
                References.handler("concurrency.ThreadedServer$Handler", ServersIT::capitalise),
                failures);
        try (var python = PythonServer.start(PythonServer.THREADING_UPPER)) {
            for (var served : List.of(port, python.port())) {
                var asked =
                        Programs.run(Programs.need("python3"), "-c", TcpIT.ASK, served, "hello");
                assertEquals("HELLO\n", asked.text());
            }
        }
    }

    @Test
    void bounded_server_tells_ncat_that_it_is_busy() throws Exception {
        References.serve(
                References.create(
                        "concurrency.BoundedServer",
                        1,
                        handler("concurrency.BoundedServer$Handler")),
                "serve",
                listener);
        try (var alice = Running.start(Programs.need("nc"), "127.0.0.1", port)) {
            assertEquals("hello", alice.line());
            assertEquals("BUSY\n", Programs.run(Programs.need("ncat"), "127.0.0.1", port).text());
            assertEquals("ONE", alice.types("one\n").line());
        }
    }

    @Test
    void kv_server_answers_netcat_and_counts_with_threads_of_python() throws Exception {
        References.serve(
                References.create("concurrency.KvServer", new ConcurrentHashMap<String, String>()),
                "serve",
                listener);

        var netcat = List.of(Programs.need("nc"), "-N", "127.0.0.1", port);
        assertEquals(
                "OK\nVALUE 2\nVALUE 2\nOK\nNONE\n",
                Programs.runWith("SET a 1\nINCR a\r\nGET a\nDEL a\nGET a\n", netcat).text());
        assertEquals(
                "VALUE 800\n", Programs.run(Programs.need("python3"), "-c", COUNT, port).text());
    }

    @Test
    void graceful_stop_cuts_socat_off_and_refuses_netcat() throws Exception {
        var server =
                References.call(
                        "concurrency.GracefulStop",
                        "start",
                        listener,
                        handler("concurrency.GracefulStop$Handler"));
        try (var socat =
                Running.start(Programs.need("socat"), "-u", "TCP:127.0.0.1:" + port, "-")) {
            assertEquals("hello", socat.line());
            assertEquals(false, References.call(server, "stop", Duration.ofMillis(20)));
            assertEquals("", socat.line());
            assertNotEquals(0, Programs.run(Programs.need("nc"), "-z", "127.0.0.1", port).status());
        }
    }

    @Test
    void fan_out_asks_python_and_an_ncat_that_keeps_listening() throws Exception {
        try (var python = PythonServer.start(PythonServer.THREADING_UPPER);
                var ncat = NcatServer.start("read question; echo \"$question?\"")) {
            assertEquals(
                    List.of("ABC", "abc?", "abc?"),
                    askAll(python.address(), ncat.address(), ncat.address()));
        }
    }

    @Test
    void fan_out_notices_a_server_of_python_that_forgets_the_end_of_the_line() throws Exception {
        var stripping = PythonServer.UPPER.replace(".upper()", ".strip()");
        try (var python = PythonServer.start(stripping)) {
            assertThrows(EOFException.class, () -> askAll(python.address()));
        }
    }

    private static Object askAll(InetSocketAddress... servers) throws Exception {
        return References.call(
                "concurrency.FanOut", "askAll", List.of(servers), "abc", Duration.ofMinutes(10));
    }

    @Test
    void thread_per_client_of_the_lesson_serves_ncat_and_curl_at_the_same_time() throws Exception {
        var script = Programs.script("05-concurrency/ThreadPerClient.java");
        try (var server = Running.start(script)) {
            var served = server.line().replaceAll(".*:(\\d+),.*", "$1");
            try (var ncat = Running.start(Programs.need("ncat"), "127.0.0.1", served)) {
                assertEquals("client-1: one", ncat.types("one\n").line());
                try (var curl =
                        Running.start(
                                Programs.need("curl"), "-sN", "telnet://127.0.0.1:" + served)) {
                    assertEquals("client-2: two", curl.types("two\n").line());
                    assertEquals("client-1: three", ncat.types("three\n").line());
                }
            }
        }
    }

    /// Greets, then sends back each line in capitals.
    private static Object handler(String type) throws Exception {
        return References.handler(
                type,
                client -> {
                    client.getOutputStream().write("hello\n".getBytes(US_ASCII));
                    capitalise(client);
                });
    }

    private static void capitalise(Socket client) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        for (String line; (line = lines.readLine()) != null; ) {
            client.getOutputStream()
                    .write((line.toUpperCase(Locale.ROOT) + "\n").getBytes(US_ASCII));
        }
    }
}
