package lifecycle;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Reads all old values before the first is changed, and keeps the new ones beside them.
public final class OptionsIo {

    private static final Map<Class<?>, Function<String, Object>> PARSERS =
            Map.of(Integer.class, Integer::parseInt, Boolean.class, OptionsIo::parseBoolean);

    private static final Set<SocketOption<?>> EARLY =
            Set.of(StandardSocketOptions.SO_REUSEADDR, StandardSocketOptions.SO_REUSEPORT);

    public static Map<String, String> describe(Socket socket) throws IOException {
        var sorted = new ArrayList<>(socket.supportedOptions());
        sorted.sort(Comparator.comparing(SocketOption::name));
        return read(socket, sorted);
    }

    public static Map<String, String> apply(Socket socket, Map<String, String> wishes)
            throws IOException {
        var options = new ArrayList<SocketOption<?>>();
        var values = new ArrayList<Object>();
        for (var name : wishes.keySet()) {
            var option = find(socket, name);
            options.add(option);
            values.add(parse(option, wishes.get(name)));
        }
        var old = new ArrayList<Object>();
        for (var option : options) {
            old.add(socket.getOption(option));
        }
        int count = 0;
        try {
            while (count < options.size()) {
                set(socket, options.get(count), values.get(count));
                count++;
            }
            return read(socket, options);
        } catch (IOException | RuntimeException e) {
            while (--count >= 0) {
                setQuietly(socket, options.get(count), old.get(count));
            }
            throw e;
        }
    }

    private static Map<String, String> read(Socket socket, List<SocketOption<?>> options)
            throws IOException {
        var values = new LinkedHashMap<String, String>();
        for (var option : options) {
            values.put(option.name(), socket.getOption(option).toString());
        }
        return values;
    }

    private static SocketOption<?> find(Socket socket, String name) {
        for (var option : socket.supportedOptions()) {
            if (option.name().equals(name)) {
                boolean isEarly = EARLY.stream().anyMatch(each -> each.name().equals(name));
                if (isEarly && socket.isBound()) {
                    throw new IllegalStateException(name + " counts at bind");
                }
                return option;
            }
        }
        throw new IllegalArgumentException(name + " is no option of this socket");
    }

    private static Object parse(SocketOption<?> option, String text) {
        var parser = PARSERS.get(option.type());
        if (parser != null) {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                // See below.
            }
        }
        throw new IllegalArgumentException(option.name() + " cannot be \"" + text + "\"");
    }

    private static Object parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static <T> void set(Socket socket, SocketOption<T> option, Object value)
            throws IOException {
        socket.setOption(option, option.type().cast(value));
    }

    private static void setQuietly(Socket socket, SocketOption<?> option, Object value) {
        try {
            set(socket, option, value);
        } catch (IOException | RuntimeException e) {
            // The others are set back nevertheless.
        }
    }
}
