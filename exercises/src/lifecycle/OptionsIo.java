package lifecycle;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;

/// Shows and sets the options of sockets by their names, as a program does that finds them in a
/// file.
///
/// The options are those of the socket's `supportedOptions()`, and a name is what `name()` says,
/// `TCP_NODELAY` for example, and nothing else. A value is a text, `true` or `5`. The sockets are
/// open.
public final class OptionsIo {

    /// Returns all options that `socket` supports, in alphabetical order of their names, each with
    /// the value that it has now: that of `getOption`, as `String.valueOf` writes it.
    ///
    /// @throws IOException the one that `getOption` throws, as it is
    public static Map<String, String> describe(Socket socket) throws IOException {
        return notYet();
    }

    /// Sets the options that `wishes` names, in that order: all of them, or none.
    ///
    /// What is sure to be wrong is refused before anything is set, by an exception whose message has
    /// the name of the option in it:
    ///
    /// | an [IllegalArgumentException] | for a name that the socket does not support |
    /// | an [IllegalArgumentException] | for a value other than `true` and `false`, if the type is `Boolean` |
    /// | an [IllegalArgumentException] | for a value that `Integer.parseInt` does not take, if the type is `Integer` |
    /// | an [IllegalArgumentException] | for any value, if the type is another one |
    /// | an [IllegalStateException] | for `SO_REUSEADDR` and `SO_REUSEPORT` of a socket that is bound: they count at `bind`, and not afterwards |
    ///
    /// Whether a number will do, only the socket knows. If setting an option fails, or asking for
    /// one, those that were set are set again to the values that they had before the call, the last
    /// one first. Where that fails for one of them, the others are set nevertheless. Then the first
    /// exception is thrown, as it is.
    ///
    /// The socket may make something else of a value: a buffer has a greatest size, for example. So
    /// it returns the names of `wishes`, in the same order, each with the value that it has when all
    /// are set, written as `describe` does. `wishes` is not changed.
    ///
    /// @throws IOException the one that `setOption` or `getOption` throws; their unchecked exceptions
    ///     are thrown in the same way
    public static Map<String, String> apply(Socket socket, Map<String, String> wishes)
            throws IOException {
        return notYet();
    }

    private static <T> T notYet() {
        throw new UnsupportedOperationException("TODO: show the options, and set them by name");
    }
}
