package loopback.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What engine and bench say to each other. Every text has a limit; a longer one is cut.
///
/// A message is a type byte and its fields; a text is a 32-bit length and UTF-8 bytes.
public sealed interface Message {

    /// The longest text, in bytes.
    int MAX_TEXT = 64 * 1024;

    /// The largest class file, in bytes.
    int MAX_CLASS = 4 * 1024 * 1024;

    /// Engine to bench: the classes to load, the steps to run, how often patience ran out, and what
    /// the exercise may use besides.
    record Task(
            Map<String, byte[]> classes,
            String specification,
            List<String> steps,
            int timesPatienceRanOut,
            Set<String> capabilities)
            implements Message {}

    /// Bench to engine: a step begins.
    record Started(String step) implements Message {}

    /// Bench to engine: something the specification published about the running step.
    record Entry(String key, String value) implements Message {}

    /// Bench to engine: a step has ended, and what the code under test printed meanwhile.
    record Finished(String step, boolean passed, Failure failure, String printed)
            implements Message {}

    /// Bench to engine: the JVM is alive.
    record Alive() implements Message {}

    /// Bench to engine: every step was run.
    record Done() implements Message {}

    /// Engine to bench: make ready for another task, if you can.
    record Again() implements Message {}

    /// Bench to engine: whether the last task has left nothing behind, so that another may follow.
    record Ready(boolean clean) implements Message {}

    /// Why a step failed.
    ///
    /// @param type the simple name of what was thrown
    /// @param label what was being checked, if the specification said so
    /// @param expected empty unless there is something to compare
    /// @param found empty unless there is something to compare
    /// @param message the message of what was thrown
    /// @param where frames of the code under test, one per line
    /// @param thrownBy whether the code under test threw it
    record Failure(
            String type,
            String label,
            String expected,
            String found,
            String message,
            String where,
            boolean thrownBy) {

        public static final Failure NONE = new Failure("", "", "", "", "", "", false);
    }

    static void write(DataOutputStream out, Message message) throws IOException {
        switch (message) {
            case Task task -> {
                out.writeByte('T');
                out.writeInt(task.classes.size());
                for (var entry : task.classes.entrySet()) {
                    text(out, entry.getKey());
                    out.writeInt(entry.getValue().length);
                    out.write(entry.getValue());
                }
                text(out, task.specification);
                out.writeInt(task.steps.size());
                for (var step : task.steps) {
                    text(out, step);
                }
                out.writeInt(task.timesPatienceRanOut);
                out.writeInt(task.capabilities.size());
                for (var capability : task.capabilities) {
                    text(out, capability);
                }
            }
            case Started started -> {
                out.writeByte('S');
                text(out, started.step);
            }
            case Entry entry -> {
                out.writeByte('E');
                text(out, entry.key);
                text(out, entry.value);
            }
            case Finished finished -> {
                out.writeByte('F');
                text(out, finished.step);
                out.writeBoolean(finished.passed);
                write(out, finished.failure);
                text(out, finished.printed);
            }
            case Alive _ -> out.writeByte('A');
            case Done _ -> out.writeByte('D');
            case Again _ -> out.writeByte('N');
            case Ready ready -> {
                out.writeByte('R');
                out.writeBoolean(ready.clean);
            }
        }
        out.flush();
    }

    private static void write(DataOutputStream out, Failure failure) throws IOException {
        text(out, failure.type);
        text(out, failure.label);
        text(out, failure.expected);
        text(out, failure.found);
        text(out, failure.message);
        text(out, failure.where);
        out.writeBoolean(failure.thrownBy);
    }

    static Message read(DataInputStream in) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case 'T' -> readTask(in);
            case 'S' -> new Started(text(in));
            case 'E' -> new Entry(text(in), text(in));
            case 'F' -> new Finished(text(in), in.readBoolean(), readFailure(in), text(in));
            case 'A' -> new Alive();
            case 'D' -> new Done();
            case 'N' -> new Again();
            case 'R' -> new Ready(in.readBoolean());
            default -> throw new ProtocolException("unknown message " + type);
        };
    }

    private static Task readTask(DataInputStream in) throws IOException {
        var classes = new LinkedHashMap<String, byte[]>();
        for (int left = in.readInt(); left > 0; left--) {
            classes.put(text(in), bytes(in, MAX_CLASS));
        }
        var specification = text(in);
        var steps = new ArrayList<String>();
        for (int left = in.readInt(); left > 0; left--) {
            steps.add(text(in));
        }
        int timesPatienceRanOut = in.readInt();
        var capabilities = new TreeSet<String>();
        for (int left = in.readInt(); left > 0; left--) {
            capabilities.add(text(in));
        }
        return new Task(classes, specification, steps, timesPatienceRanOut, capabilities);
    }

    private static Failure readFailure(DataInputStream in) throws IOException {
        return new Failure(
                text(in), text(in), text(in), text(in), text(in), text(in), in.readBoolean());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        int length = Math.min(bytes.length, MAX_TEXT);
        while (length < bytes.length && length > 0 && (bytes[length] & 0xc0) == 0x80) {
            length--; // Not in the middle of a character.
        }
        out.writeInt(length);
        out.write(bytes, 0, length);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in, MAX_TEXT), UTF_8);
    }

    private static byte[] bytes(DataInputStream in, int limit) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > limit) {
            throw new ProtocolException("a field of " + length + " bytes, at most " + limit);
        }
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the end within a field of " + length + " bytes");
        }
        return bytes;
    }
}
