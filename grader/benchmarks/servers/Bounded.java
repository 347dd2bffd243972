import concurrency.BoundedServer;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A `BoundedServer` with room for everybody: the reference, or another right solution.
final class Bounded {

    public static void main(String[] args) throws IOException {
        var listener = Capitals.listener();
        var server = new BoundedServer(20_000, Capitals::send);
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        server.serve(listener);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        Capitals.announce(listener.getLocalPort());
    }

    private Bounded() {}
}
