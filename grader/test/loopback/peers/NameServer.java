package loopback.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// dnsmasq on a port of this machine, with the records it is given.
final class NameServer implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final Process process;
    private final int port;

    private NameServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts dnsmasq. It cannot be told to take any free port, so it is given one that was free a
    /// moment ago, and another if that is taken meanwhile.
    static NameServer start(String... records) throws IOException {
        var dnsmasq = Programs.need("dnsmasq");
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            var command =
                    new ArrayList<>(
                            List.of(
                                    dnsmasq,
                                    "--keep-in-foreground",
                                    "--log-facility=-",
                                    "--conf-file=/dev/null",
                                    "--no-resolv",
                                    "--no-hosts",
                                    "--local=/test/",
                                    "--port=" + port,
                                    "--listen-address=127.0.0.1",
                                    "--bind-interfaces",
                                    "--user=",
                                    "--group=",
                                    "--pid-file="));
            command.addAll(List.of(records));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            if (saysStarted(process)) {
                return new NameServer(process, port);
            }
            if (attempt == ATTEMPTS) {
                throw new IOException("dnsmasq does not start");
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean saysStarted(Process process) throws IOException {
        var output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line; (line = output.readLine()) != null; ) {
            if (line.contains("started, version")) {
                return true;
            }
        }
        return false;
    }

    int port() {
        return port;
    }

    /// As a URL for JNDI.
    String url() {
        return "dns://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
