package loopback.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The references of lesson 7 beside programs that know the states of a connection, too.
class LifecycleIT extends WithListener {

    /// Sends much, then reads little by little to the end.
    private static final String SENDS_AND_READS =
            """
            import socket, sys
            with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
                try:
                    server.sendall(bytes(100_000))
                    count = 0
                    while data := server.recv(1000):
                        count += len(data)
                    print(count, "bytes and the end")
                except ConnectionResetError:
                    print("a reset")
            """;

    /// Reads to the end, and only then answers.
    private static final String UPPER_AT_THE_END =
            """
            import socket
            with socket.create_server(("127.0.0.1", 0)) as listener:
                print(listener.getsockname()[1])
                while True:
                    client, _ = listener.accept()
                    with client:
                        text = b""
                        while data := client.recv(1024):
                            text += data
                        client.sendall(text.upper())
            """;

    /// Closes with bytes unread.
    private static final String CARELESS =
            """
            import select, socket
            with socket.create_server(("127.0.0.1", 0)) as listener:
                print(listener.getsockname()[1])
                client, _ = listener.accept()
                select.select([client], [], [])
                client.close()
                listener.accept()
            """;

    private static final String CONNECT =
            """
            import socket, sys
            with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
                print("connected")
                server.recv(1)
            """;

    /// Answers each read with a line that says how much it has read.
    private static final String COUNTING =
            """
            import socket
            with socket.create_server(("127.0.0.1", 0)) as listener:
                print(listener.getsockname()[1])
                while True:
                    client, _ = listener.accept()
                    with client:
                        while data := client.recv(65536):
                            client.sendall(b"%d bytes\\n" % len(data))
            """;

    @Test
    void tcp_table_agrees_with_ss() throws Exception {
        Programs.need("ss");
        try (var half = connect();
                var _ = listener.accept();
                var waiting = connect();
                var python = Running.start(Programs.need("python3"), "-u", "-c", CONNECT, port)) {
            assertEquals("connected", python.line());
            waiting.getOutputStream().write("unread".getBytes(US_ASCII));
            half.shutdownOutput();
            try (var left = connect(); // Third in the queue.
                    var second = listener.accept();
                    var _ = listener.accept();
                    var server = listener.accept()) {
                second.getInputStream().readNBytes(1);
                server.shutdownOutput();
                left.getInputStream().read();
                left.shutdownOutput();
                server.getInputStream().read();

                var rows = rows();
                while (rows.stream().anyMatch(row -> row.matches("(FIN-WAIT-1|LAST-ACK) .*"))) {
                    rows = rows(); // The answer of the other end is on its way.
                }
                assertEquals(rowsOfSs(), rows);
                assertEquals(
                        List.of("CLOSE-WAIT", "ESTAB", "FIN-WAIT-2", "LISTEN", "TIME-WAIT"),
                        rows.stream().map(row -> row.replaceAll(" .*", "")).distinct().toList());
            }
        }
    }

    private Socket connect() throws IOException {
        return new Socket(listener.getInetAddress(), listener.getLocalPort());
    }

    /// What the reference reads of the ends with our port, in the words of `ss`.
    private List<String> rows() throws Exception {
        var rows = new ArrayList<String>();
        for (var table : List.of("tcp", "tcp6")) {
            try (var lines = Files.newBufferedReader(Path.of("/proc/net", table))) {
                for (var row : (List<?>) References.call("lifecycle.TcpTable", "parse", lines)) {
                    rows.add(
                            nameOf(References.call(row, "state"))
                                    + " "
                                    + References.call(row, "unread")
                                    + " "
                                    + References.call(row, "local")
                                    + " "
                                    + References.call(row, "remote"));
                }
            }
        }
        return ours(rows.stream());
    }

    private static String nameOf(Object state) {
        return switch (state.toString()) {
            case "ESTABLISHED" -> "ESTAB";
            case "SYN_RECEIVED" -> "SYN-RECV";
            case "CLOSED" -> "UNCONN";
            default -> state.toString().replace('_', '-');
        };
    }

    private List<String> rowsOfSs() throws Exception {
        var lines = Programs.run(Programs.need("ss"), "-Htan").lines().stream();
        return ours(
                lines.map(line -> {
                    var words = line.strip().split(" +");
                    return "%s %s %s %s"
                            .formatted(words[0], words[1], endpoint(words[3]), endpoint(words[4]));
                }));
    }

    private static InetSocketAddress endpoint(String word) {
        int colon = word.lastIndexOf(':');
        var host = word.substring(0, colon).replaceAll("[\\[\\]]|%.*", "");
        var number = word.substring(colon + 1);
        return new InetSocketAddress(
                InetAddress.ofLiteral(host.equals("*") ? "::" : host),
                number.equals("*") ? 0 : Integer.parseInt(number));
    }

    private List<String> ours(Stream<String> rows) {
        return rows.filter(row -> (row + " ").contains(":" + port + " ")).sorted().toList();
    }

    @Test
    void half_close_ends_the_input_of_sort_in_socat() throws Exception {
        try (var socat =
                Running.start(
                        Programs.need("socat"),
                        "-d",
                        "-d",
                        "-t60",
                        "TCP-LISTEN:0,bind=127.0.0.1",
                        "EXEC:sort")) {
            int sorting = Integer.parseInt(socat.lineWith("listening on").replaceAll(".*:", ""));
            assertEquals("a\nb\n", exchange(sorting, "b\na\n"));
        }
    }

    @Test
    void half_close_ends_the_request_to_python() throws Exception {
        try (var python = PythonServer.start(UPPER_AT_THE_END)) {
            int served = python.address().getPort();
            assertEquals("HELLO", exchange(served, "hello"));
            assertEquals("", exchange(served, ""));
        }
    }

    @Test
    void half_close_does_not_take_the_reset_of_python_for_an_end() throws Exception {
        try (var python = PythonServer.start(CARELESS)) {
            assertThrows(
                    SocketException.class, () -> exchange(python.address().getPort(), "hello"));
        }
    }

    private static String exchange(int port, String request) throws Exception {
        try (var socket = connect(port)) {
            var bytes = request.getBytes(US_ASCII);
            var answer = References.call("lifecycle.HalfClose", "exchange", socket, bytes);
            return new String((byte[]) answer, US_ASCII);
        }
    }

    @Test
    void coalesce_gives_python_one_read_of_all_words() throws Exception {
        try (var python = PythonServer.start(COUNTING)) {
            var words = List.of("to", "be", "or", "not");
            var command = new ArrayList<>(Tried.command("lifecycle/Coalesce", "127.0.0.1"));
            command.addAll(List.of(python.port(), "1024"));
            command.addAll(words);
            assertEquals("13 bytes\n", Programs.run(command).text());
        }
    }

    @Test
    void coalesce_gives_python_one_read_of_each_message() throws Exception {
        try (var python = PythonServer.start(COUNTING);
                var socket = connect(python.address().getPort())) {
            var message = References.create("lifecycle.Coalesce", socket, 1000, true);
            var in = new InputStreamReader(socket.getInputStream(), US_ASCII);
            var answers = new BufferedReader(in);
            for (int length : new int[] {0, 1, 500, 996}) {
                References.call(message, "add", new byte[4]);
                References.call(message, "add", new byte[length]);
                References.call(message, "end");
                assertEquals(4 + length + " bytes", answers.readLine());
            }
        }
    }

    @Test
    void coalesce_sends_sha256sum_what_was_added() throws Exception {
        try (var socat =
                Running.start(
                        Programs.need("socat"),
                        "-d",
                        "-d",
                        "-t60",
                        "TCP-LISTEN:0,bind=127.0.0.1",
                        "EXEC:sha256sum")) {
            int summing = Integer.parseInt(socat.lineWith("listening on").replaceAll(".*:", ""));
            var digest = MessageDigest.getInstance("SHA-256");
            try (var socket = connect(summing)) {
                var message = References.create("lifecycle.Coalesce", socket, 1000, false);
                for (int length = 1; length < 100_000; length = length * 3 + 1) {
                    var part = new byte[length];
                    Arrays.fill(part, (byte) length);
                    digest.update(part);
                    References.call(message, "add", part);
                }
                References.call(message, "end");
                socket.shutdownOutput();
                var sum = new String(socket.getInputStream().readAllBytes(), US_ASCII);
                assertEquals(HexFormat.of().formatHex(digest.digest()) + "  -\n", sum);
            }
        }
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    @Test
    void lingering_lets_python_and_socat_read_every_byte() throws Exception {
        try (var server = Tried.start("lifecycle/Lingering", "0", "1000000", "600000")) {
            assertEquals("1000000 bytes and the end\n", sendsAndReads(server));
            assertEquals("closed", server.program().lineWith("closed"));

            var socat = Programs.need("socat") + " -t600 - TCP:127.0.0.1:" + server.port();
            var pipe = "head -c 100000 /dev/zero | " + socat + " | wc -c";
            assertEquals("1000000", Programs.run("sh", "-c", pipe).text().strip());
        }
    }

    @Test
    void an_abort_is_a_reset_for_python() throws Exception {
        try (var server = Tried.start("lifecycle/Lingering", "0", "1", "abort")) {
            assertEquals("a reset\n", sendsAndReads(server));
        }
    }

    private static String sendsAndReads(Tried server) throws Exception {
        var python = Programs.need("python3");
        return Programs.run(python, "-c", SENDS_AND_READS, server.port()).text();
    }

    @Test
    void ss_sees_where_lingering_waits_and_what_it_leaves() throws Exception {
        Programs.need("ss");
        try (var other = connect();
                var socket = listener.accept();
                var executor = Executors.newSingleThreadExecutor()) {
            LongSupplier clock = System::nanoTime;
            var lingering = References.create("lifecycle.Lingering", clock);
            var limit = Duration.ofMinutes(10);
            var closing = executor.submit(() -> References.call(lingering, "close", socket, limit));
            assertEquals(-1, other.getInputStream().read());
            assertEquals(List.of("CLOSE-WAIT", "FIN-WAIT-2", "LISTEN"), states());
            other.shutdownOutput();
            closing.get();
            assertEquals(List.of("LISTEN", "TIME-WAIT"), states());
        }
    }

    @Test
    void ss_sees_nothing_that_an_abort_has_left() throws Exception {
        Programs.need("ss");
        try (var other = connect();
                var socket = listener.accept()) {
            References.call("lifecycle.Lingering", "abort", socket);
            assertThrows(SocketException.class, () -> other.getInputStream().read());
            assertEquals(List.of("LISTEN"), states());
        }
    }

    /// The states of the ends with our port, once no answer is on its way.
    private List<String> states() throws Exception {
        while (true) {
            var states = rowsOfSs().stream().map(row -> row.replaceAll(" .*", "")).toList();
            if (!states.contains("FIN-WAIT-1") && !states.contains("LAST-ACK")) {
                return states;
            }
        }
    }

    @Test
    void ss_sees_the_options_that_options_io_sets() throws Exception {
        var ss = Programs.need("ss");
        try (var socket = connect();
                var _ = listener.accept()) {
            var wishes = new LinkedHashMap<String, String>();
            wishes.put("TCP_KEEPIDLE", "600");
            wishes.put("SO_KEEPALIVE", "true");
            wishes.put("SO_SNDBUF", "10000");
            var answer = References.call("lifecycle.OptionsIo", "apply", socket, wishes);
            assertEquals(wishes, answer);

            var ours = ":" + socket.getLocalPort();
            var row = Programs.run(ss, "-Htnom", "sport", "=", ours).text();
            assertTrue(row.contains("timer:(keepalive,"), row);
            assertTrue(row.contains(",tb20000,"), "Linux counts the double: " + row);
        }
    }
}
