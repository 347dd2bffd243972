import java.io.IOException;
import tcp.UpperServer;

/// An `UpperServer`: the solution that is built on a selector.
final class OnSelector {

    public static void main(String[] args) throws IOException {
        Capitals.announce(UpperServer.start(0).port());
    }

    private OnSelector() {}
}
