import concurrency.ThreadedServer;
import java.io.IOException;

/// A `ThreadedServer`: the reference, or another right solution.
final class OnThreads {

    public static void main(String[] args) throws IOException {
        var listener = Capitals.listener();
        var _ = ThreadedServer.start(listener, Capitals::send, Throwable::printStackTrace);
        Capitals.announce(listener.getLocalPort());
    }

    private OnThreads() {}
}
