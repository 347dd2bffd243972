package lifecycle;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
        var values = new TreeMap<String, String>();
        for (var option : socket.supportedOptions()) {
            values.put(option.name(), String.valueOf(socket.getOption(option)));
        }
        return values;
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
        var changes = new ArrayList<Change<?>>();
        for (var wish : wishes.entrySet()) {
            changes.add(change(socket, wish.getKey(), wish.getValue()));
        }
        var undo = new ArrayDeque<Change<?>>();
        try {
            for (var change : changes) {
                var before = change.before(socket);
                change.set(socket);
                undo.push(before);
            }
            var values = new LinkedHashMap<String, String>();
            for (var change : changes) {
                var option = change.option();
                values.put(option.name(), String.valueOf(socket.getOption(option)));
            }
            return values;
        } catch (IOException | RuntimeException e) {
            for (var change : undo) {
                try {
                    change.set(socket);
                } catch (IOException | RuntimeException again) {
                    e.addSuppressed(again);
                }
            }
            throw e;
        }
    }

    private static final Set<String> COUNT_AT_BIND = Set.of("SO_REUSEADDR", "SO_REUSEPORT");

    /// An option and the value that it is to have.
    private record Change<T>(SocketOption<T> option, T value) {

        /// The change that takes this one back.
        Change<T> before(Socket socket) throws IOException {
            return new Change<>(option, socket.getOption(option));
        }

        void set(Socket socket) throws IOException {
            socket.setOption(option, value);
        }

        static <T> Change<T> parse(SocketOption<T> option, String text) {
            return new Change<>(option, option.type().cast(valueOf(option, text)));
        }
    }

    private static Change<?> change(Socket socket, String name, String text) {
        var option =
                socket.supportedOptions().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no option " + name));
        if (socket.isBound() && COUNT_AT_BIND.contains(name)) {
            throw new IllegalStateException(name + " has to be set before bind");
        }
        return Change.parse(option, text);
    }

    private static Object valueOf(SocketOption<?> option, String text) {
        if (option.type() == Integer.class) {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(option.name() + " is a number, and not " + text);
            }
        }
        if (option.type() == Boolean.class && (text.equals("true") || text.equals("false"))) {
            return text.equals("true");
        }
        throw new IllegalArgumentException(option.name() + " cannot be " + text);
    }
}
