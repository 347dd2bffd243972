package lifecycle;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sets an option, and within that all that follow: whoever fails leaves the way that it came.
public final class OptionsIo {

    public static Map<String, String> describe(Socket socket) throws IOException {
        var values = new TreeMap<String, String>();
        for (var option : options(socket).entrySet()) {
            values.put(option.getKey(), "" + socket.getOption(option.getValue()));
        }
        return values;
    }

    public static Map<String, String> apply(Socket socket, Map<String, String> wishes)
            throws IOException {
        var options = options(socket);
        wishes.forEach((name, text) -> check(socket, options.get(name), name, text));
        return setAll(socket, options, List.copyOf(wishes.keySet()).iterator(), wishes);
    }

    private static Map<String, SocketOption<?>> options(Socket socket) {
        return socket.supportedOptions().stream().collect(toMap(SocketOption::name, o -> o));
    }

    private static void check(Socket socket, SocketOption<?> option, String name, String text) {
        if (option == null) {
            throw new IllegalArgumentException("unknown: " + name);
        }
        if (name.startsWith("SO_REUSE") && socket.isBound()) {
            throw new IllegalStateException("too late: " + name);
        }
        parse(option, text);
    }

    private static <T> T parse(SocketOption<T> option, String text) {
        try {
            Object value =
                    switch (option.type().getSimpleName() + " " + text) {
                        case "Boolean true" -> true;
                        case "Boolean false" -> false;
                        default ->
                                option.type() == Integer.class
                                        ? Integer.parseInt(text)
                                        : new Object();
                    };
            return option.type().cast(value);
        } catch (NumberFormatException | ClassCastException e) {
            throw new IllegalArgumentException(option.name() + " = " + text, e);
        }
    }

    private static Map<String, String> setAll(
            Socket socket,
            Map<String, SocketOption<?>> options,
            Iterator<String> names,
            Map<String, String> wishes)
            throws IOException {
        if (names.hasNext()) {
            var name = names.next();
            return setOne(socket, options.get(name), options, names, wishes);
        }
        var values = new LinkedHashMap<String, String>();
        for (var name : wishes.keySet()) {
            values.put(name, "" + socket.getOption(options.get(name)));
        }
        return values;
    }

    private static <T> Map<String, String> setOne(
            Socket socket,
            SocketOption<T> option,
            Map<String, SocketOption<?>> options,
            Iterator<String> names,
            Map<String, String> wishes)
            throws IOException {
        T before = socket.getOption(option);
        socket.setOption(option, parse(option, wishes.get(option.name())));
        boolean done = false;
        try {
            var values = setAll(socket, options, names, wishes);
            done = true;
            return values;
        } finally {
            if (!done) {
                try {
                    socket.setOption(option, before);
                } catch (IOException | RuntimeException e) {
                    // The first failure is the one to tell.
                }
            }
        }
    }
}
