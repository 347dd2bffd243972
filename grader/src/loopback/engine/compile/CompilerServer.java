package loopback.engine.compile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/// The program of a JVM that compiles submissions, one after the other, and never runs one.
final class CompilerServer {

    /// Ends with the connection, or is killed by the engine.
    public static void main(String[] args) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]))) {
            var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
            var out =
                    new DataOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(channel)));
            while (true) {
                var request = CompilerChannel.readRequest(in);
                var compilation = Compiler.of(request.file(), request.others());
                CompilerChannel.write(out, request.number(), compilation);
            }
        } catch (EOFException e) {
            // The engine needs nothing more.
        }
    }

    private CompilerServer() {}
}
