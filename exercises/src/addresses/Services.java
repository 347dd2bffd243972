package addresses;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.OptionalInt;

/// Looks up well-known ports in a file of services, as C and Python do with `getservbyname` and
/// `getservbyport`.
///
/// The file has the form of `/etc/services`. A line tells of one service:
///
/// ```
/// http    80/tcp    www www-http    # WorldWideWeb HTTP
/// ```
///
/// It gives a name, then a port, a `/` and a protocol in one word, and any number of aliases, with
/// spaces or tabs between one word and the next. A `#` and all that follows it on the line is a
/// comment, wherever it stands. There may be spaces and tabs at the start and at the end of a line,
/// and the last line may lack its line feed. What other white space means, a carriage return for
/// example, is left open.
///
/// A name, an alias and a protocol are words of one or more characters, whichever they are; what a
/// line tells whose protocol contains a `/` is left open. A port is a number from 0 to 65535 in the
/// digits `0` to `9`, without sign or leading zero. A line that does not begin with a name, a port,
/// `/` and a protocol, an empty line for example, tells nothing and does no harm.
///
/// Names and protocols are compared letter by letter: `HTTP` is not `http`. Where several lines
/// fit, the first of them counts.
///
/// A file may be long, and `services` may give it in pieces of any size. Both methods close
/// `services`, even when they fail.
public final class Services {

    /// Returns the port of the service that has `name` as its name or as an alias, with this
    /// protocol; empty if there is none.
    ///
    /// @throws IOException the one that reading `services` throws, as it is
    public static OptionalInt port(Reader services, String name, String protocol)
            throws IOException {
        return todo();
    }

    /// Returns the name, never an alias, of the service at `port` with this protocol; empty if
    /// there is none.
    ///
    /// @throws IOException as `port` does
    public static Optional<String> name(Reader services, int port, String protocol)
            throws IOException {
        return todo();
    }

    private static <T> T todo() {
        throw new UnsupportedOperationException("TODO: find the line of a service");
    }

    private Services() {}
}
