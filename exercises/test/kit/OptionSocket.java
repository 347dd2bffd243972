package kit;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A socket whose options the step makes up: their names and types, which values they take, and what
/// becomes of these. It can be told and asked of its options, and nothing else.
public final class OptionSocket extends Socket {

    private record Option<T>(String name, Class<T> type) implements SocketOption<T> {}

    private record Refused(String name, Object value) {}

    private final Map<String, Option<?>> options = new LinkedHashMap<>();
    private final Map<String, Object> values = new HashMap<>();
    private final Map<Refused, Exception> refused = new HashMap<>();
    private final Map<String, Integer> most = new HashMap<>();
    private final Map<String, String> followers = new HashMap<>();
    private final Map<String, IOException> unreadable = new HashMap<>();
    private final Map<String, Integer> readsLeft = new HashMap<>();
    private final List<String> set = new ArrayList<>();
    private boolean bound;

    /// Has an option of this name, type and value.
    public <T> OptionSocket has(String name, Class<T> type, T value) {
        options.put(name, new Option<>(name, type));
        values.put(name, value);
        Wire.note("socket", "has " + name + " = " + value);
        return this;
    }

    /// Refuses a value with that exception, an [IOException] or one that is unchecked.
    public OptionSocket refuses(String name, Object value, Exception failure) {
        refused.put(new Refused(name, value), failure);
        return this;
    }

    /// Makes that number of a greater one.
    public OptionSocket makesAtMost(int number, String name) {
        most.put(name, number);
        return this;
    }

    /// Sets `follower` to whatever `name` is set to.
    public OptionSocket lets(String follower, String name) {
        followers.put(name, follower);
        return this;
    }

    /// Can be asked for an option so many times, and fails after that.
    public OptionSocket canBeAskedFor(String name, int times, IOException failure) {
        readsLeft.put(name, times);
        unreadable.put(name, failure);
        return this;
    }

    /// Is bound from now on.
    public void isBoundNow() {
        Wire.note("socket", "is bound");
        bound = true;
    }

    @Override
    public boolean isBound() {
        return bound;
    }

    /// The value of an option now.
    public Object value(String name) {
        return values.get(name);
    }

    /// What was set so far, `NAME=value` in order, without what was refused.
    public List<String> wasSet() {
        return List.copyOf(set);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return options.values().stream().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public <T> T getOption(SocketOption<T> option) throws IOException {
        var name = known(option);
        if (readsLeft.merge(name, -1, Integer::sum) < 0 && unreadable.containsKey(name)) {
            throw unreadable.get(name);
        }
        return option.type().cast(values.get(name));
    }

    @Override
    public <T> Socket setOption(SocketOption<T> option, T value) throws IOException {
        var name = known(option);
        if (!option.type().isInstance(value)) {
            throw new IllegalArgumentException("Invalid value for " + name);
        }
        switch (refused.get(new Refused(name, value))) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> store(name, value);
        }
        return this;
    }

    private void store(String name, Object value) {
        Wire.note(Wire.YOU, "set " + name + " to " + value);
        set.add(name + "=" + value);
        boolean isTooMuch = most.containsKey(name) && (int) value > most.get(name);
        values.put(name, isTooMuch ? most.get(name) : value);
        if (followers.containsKey(name)) {
            values.put(followers.get(name), value);
        }
    }

    private String known(SocketOption<?> option) {
        if (!options.containsValue(option)) {
            throw new UnsupportedOperationException("'" + option + "' not supported");
        }
        return option.name();
    }
}
