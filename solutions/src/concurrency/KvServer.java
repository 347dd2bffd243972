package concurrency;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
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
        try {
            while (true) {
                var client = listener.accept();
                Thread.startVirtualThread(() -> handle(client));
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw e;
            }
        }
    }

    private void handle(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            for (var line = readLine(in); line.isPresent(); line = readLine(in)) {
                var answer = answer(line.get()) + "\n";
                client.getOutputStream().write(answer.getBytes(US_ASCII));
            }
        } catch (IOException e) {
            // This client is gone.
        }
    }

    private String answer(String command) {
        var words = command.split(" ", -1);
        return switch (words[0] + " " + (words.length - 1)) {
            case "SET 2" -> set(words[1], words[2]);
            case "GET 1" -> get(words[1]);
            case "INCR 1" -> increment(words[1]);
            case "DEL 1" -> delete(words[1]);
            default -> "ERR no such command";
        };
    }

    private String set(String key, String value) {
        entries.put(key, value);
        return "OK";
    }

    private String get(String key) {
        var value = entries.get(key);
        return value == null ? "NONE" : "VALUE " + value;
    }

    /// One call of the map, which lets nobody in between: reading and writing would be two.
    private String increment(String key) {
        try {
            return "VALUE " + entries.compute(key, (_, value) -> plusOne(value));
        } catch (ArithmeticException | NumberFormatException e) {
            return "ERR no number to increment";
        }
    }

    private static String plusOne(String value) {
        return String.valueOf(Math.addExact(value == null ? 0 : Long.parseLong(value), 1));
    }

    private String delete(String key) {
        return entries.remove(key) == null ? "NONE" : "OK";
    }

    /// The next line without its end; empty when there is no further LF.
    private static Optional<String> readLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) >= 0; line.write(b)) {
            if (b == '\n') {
                return Optional.of(withoutCr(line.toString(US_ASCII)));
            }
        }
        return Optional.empty();
    }

    private static String withoutCr(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
