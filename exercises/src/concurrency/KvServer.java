package concurrency;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ConcurrentMap;

/// A server that keeps values under keys, the same for all its clients.
///
/// A client sends commands and gets one answer to each, in their order. Commands and answers are
/// lines of ASCII that end with LF; a CR before the LF of a command is not part of it. Keys and
/// values are words without spaces. Clients put one space between words, and fewer than 1000 bytes
/// into a line; what other spaces and longer lines get is left open.
///
/// | command         | answer                                                                   |
/// |-----------------|--------------------------------------------------------------------------|
/// | `SET key value` | `OK`                                                                     |
/// | `GET key`       | `VALUE` and the value after a space, or `NONE` if the key has none       |
/// | `INCR key`      | `VALUE` and the new value, the old one plus 1; a key without one has 0   |
/// | `DEL key`       | `OK` if the key had a value, which is gone now, or `NONE`                |
/// | anything else   | `ERR` and a reason after a space, in words of your choice                |
///
/// Anything else is also a line without a word, empty or of spaces, a known command with too few or
/// too many words, or in lower case, and `INCR` of a value that is no `long` or the greatest:
/// decimal digits, behind a `-` if it is negative; one behind a `+` may be taken for a `long`, or
/// not. It changes nothing, and the connection goes on.
///
/// Each command is one step: whatever clients ask at the same time, the values and all answers are
/// those of some order, one command after the other. An answer is sent when its command is carried
/// out; it does not wait for more from the client. A client that says nothing, or does not read its
/// answers, delays only itself.
///
/// When a client finishes, the bytes after its last LF are no command, and its connection is closed.
public final class KvServer {

    private final ConcurrentMap<String, String> entries;

    /// Creates a server that keeps its values in `entries`, and only there.
    public KvServer(ConcurrentMap<String, String> entries) {
        this.entries = entries;
    }

    /// Serves the clients of `listener` until it is closed, which is no exception.
    ///
    /// Clients that are connected then are served to their end. The call returns when they have
    /// gone, or earlier. When the call has ended and they have gone, no thread of the server is
    /// left, and no idle one of a pool. What happens when `accept` fails for another reason is left
    /// open.
    public void serve(ServerSocket listener) throws IOException {
        throw new UnsupportedOperationException("TODO: carry out the commands of many clients");
    }
}
