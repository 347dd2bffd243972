package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The references of lesson 5 beside programs that come in numbers.
class ServersIT {

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
        try (var server = Tried.start("concurrency/ThreadedServer");
                var silent =
                        Running.start(
                                Programs.need("socat"), "-", "TCP:127.0.0.1:" + server.port());
                var alice = Running.start(Programs.need("nc"), "127.0.0.1", server.port())) {
            assertEquals("ONE", silent.types("one\n").line());
            assertEquals("TWO", alice.types("two\n").line());
            assertEquals("THREE", silent.types("three\n").line());
        }
    }

    @Test
    void it_answers_the_client_of_the_tutorials_as_the_threading_server_of_python_does()
            throws Exception {
        try (var server = Tried.start("concurrency/ThreadedServer");
                var python = PythonServer.start(PythonServer.THREADING_UPPER)) {
            for (var served : List.of(server.port(), python.port())) {
                var asked =
                        Programs.run(Programs.need("python3"), "-c", TcpIT.ASK, served, "hello");
                assertEquals("HELLO\n", asked.text());
            }
        }
    }

    @Test
    void bounded_server_tells_ncat_that_it_is_busy() throws Exception {
        try (var server = Tried.start("concurrency/BoundedServer", "0", "1");
                var alice = Running.start(Programs.need("nc"), "127.0.0.1", server.port())) {
            assertEquals("ONE", alice.types("one\n").line());
            var ncat = Programs.need("ncat");
            assertEquals("BUSY\n", Programs.run(ncat, "127.0.0.1", server.port()).text());
            assertEquals("TWO", alice.types("two\n").line());
        }
    }

    @Test
    void kv_server_answers_netcat_and_counts_with_threads_of_python() throws Exception {
        try (var server = Tried.start("concurrency/KvServer")) {
            var netcat = List.of(Programs.need("nc"), "-N", "127.0.0.1", server.port());
            assertEquals(
                    "OK\nVALUE 2\nVALUE 2\nOK\nNONE\n",
                    Programs.runWith("SET a 1\nINCR a\r\nGET a\nDEL a\nGET a\n", netcat).text());
            var python = Programs.need("python3");
            assertEquals("VALUE 800\n", Programs.run(python, "-c", COUNT, server.port()).text());
        }
    }

    @Test
    void graceful_stop_cuts_socat_off_and_refuses_netcat() throws Exception {
        try (var server = Tried.start("concurrency/GracefulStop", "0", "20");
                var socat =
                        Running.start(
                                Programs.need("socat"), "-", "TCP:127.0.0.1:" + server.port())) {
            assertEquals("ONE", socat.types("one\n").line());
            server.program().ends();
            assertEquals("some clients were cut off", server.program().lineWith("some clients"));
            assertEquals("", socat.line());
            var netcat = Programs.run(Programs.need("nc"), "-z", "127.0.0.1", server.port());
            assertNotEquals(0, netcat.status());
        }
    }

    @Test
    void fan_out_asks_python_and_an_ncat_that_keeps_listening() throws Exception {
        try (var python = PythonServer.start(PythonServer.THREADING_UPPER);
                var ncat = NcatServer.start("read question; echo \"$question?\"")) {
            var servers = List.of(python.address(), ncat.address(), ncat.address());
            assertEquals(
                    List.of("ABC", "abc?", "abc?"),
                    askAll(servers).lines().stream()
                            .map(line -> line.replaceAll("127.0.0.1:\\d+  ", ""))
                            .toList());
        }
    }

    @Test
    void fan_out_notices_a_server_of_python_that_forgets_the_end_of_the_line() throws Exception {
        var stripping = PythonServer.UPPER.replace(".upper()", ".strip()");
        try (var python = PythonServer.start(stripping)) {
            var asked = askAll(List.of(python.address()));
            assertTrue(asked.text().contains("throws java.io.EOFException"), asked::text);
        }
    }

    private static Programs.Output askAll(List<InetSocketAddress> servers) throws Exception {
        var command = Tried.command("concurrency/FanOut", "abc");
        servers.forEach(server -> command.add("127.0.0.1:" + server.getPort()));
        return Programs.run(command);
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
}
