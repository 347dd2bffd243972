package timeouts;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Connects within a time, and says what came of it: what Python's `connect_ex` does with numbers.
public final class ConnectEx {

    /// What came of an attempt. Only a [Connected] has a socket, and whoever asked owns it.
    public sealed interface Outcome {

        /// `socket` is connected.
        record Connected(Socket socket) implements Outcome {}

        /// Somebody answered, and said no: a reset
        /// ([RFC 9293, section 3.5.2](https://www.rfc-editor.org/rfc/rfc9293#section-3.5.2)), which
        /// Java calls a [ConnectException].
        ///
        /// Java says the same when nobody answers and the kernel gives up, after some two minutes:
        /// which outcome that is, where `total` is longer, is left open.
        record Refused() implements Outcome {}

        /// The time was over first, in the look-up or in the connecting. It never says so early,
        /// but for a few milliseconds.
        record TimedOut() implements Outcome {}

        /// The look-up says that there is no such name.
        record UnknownHost() implements Outcome {}

        /// Something else stood in the way: `failure` is what was thrown.
        record Other(IOException failure) implements Outcome {}
    }

    /// Looks up `host`, a name or a literal, and connects to `port` of the first address it has,
    /// and of no other. A name is asked for once.
    ///
    /// `total` is the time for both together, from the call on, and may be any duration. Zero or
    /// less is no time at all: it is over, nobody is asked, and nothing is sent. A look-up that
    /// leaves no time has taken all of it: nothing is sent then either. Time is what `nanoTime`
    /// says, a monotonic clock such as `System::nanoTime`, which begins anywhere and may overflow.
    ///
    /// Nothing can stop a look-up. One that takes longer than `total` is left to itself, on a
    /// thread that does not keep the JVM from ending (a daemon, or a virtual one), and its answer
    /// is not used. However many such look-ups go on, they keep no other call waiting. An interrupt
    /// ends the wait for a look-up at once: the outcome is an [Other] with an
    /// [InterruptedIOException], and the thread's interrupt flag is set. What an interrupt does to
    /// the connecting is left open.
    ///
    /// No failure of the network is thrown; each is an outcome. Besides a look-up that goes on and
    /// the socket of a [Connected], nothing is left of a call: no socket and no thread, not even an
    /// idle one of a pool.
    public static Outcome connect(String host, int port, Duration total, LongSupplier nanoTime) {
        throw new UnsupportedOperationException(
                "TODO: look up and connect within one budget, and say what came of it");
    }

    private ConnectEx() {}
}
