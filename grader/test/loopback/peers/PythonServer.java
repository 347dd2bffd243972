package loopback.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A Python program that prints the port it listens on, and serves until it is killed.
final class PythonServer implements AutoCloseable {

    private final Process process;
    private final int port;

    private PythonServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static PythonServer start(String program) throws IOException {
        var process =
                new ProcessBuilder(Programs.need("python3"), "-u", "-c", program)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new PythonServer(process, Integer.parseInt(output.readLine().strip()));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
