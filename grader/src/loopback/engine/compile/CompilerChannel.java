package loopback.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the engine and a compiler in a JVM of its own say to each other: sources, and what became
/// of them. Every field and the whole have a limit.
final class CompilerChannel {

    private static final int MAX_FIELDS = 20_000;
    private static final int MAX_BYTES = 64 << 20;

    /// Characters of a message or of a quoted line: more than anyone reads.
    private static final int SHOWN = 4_000;

    /// @param number comes back with the answer
    record Request(int number, SourceFile file, Map<String, SourceFile> others) {}

    static void write(DataOutputStream out, int number, Submission submission) throws IOException {
        out.writeInt(number);
        text(out, submission.file().binaryName());
        text(out, submission.file().text());
        out.writeInt(submission.others().size());
        for (var other : submission.others().values()) {
            text(out, other.binaryName());
            text(out, other.text());
        }
        out.flush();
    }

    static Request readRequest(DataInputStream in) throws IOException {
        int number = in.readInt();
        var file = new SourceFile(text(in), text(in));
        var others = new LinkedHashMap<String, SourceFile>();
        for (int left = count(in); left > 0; left--) {
            var other = new SourceFile(text(in), text(in));
            others.put(other.binaryName(), other);
        }
        return new Request(number, file, others);
    }

    static void write(DataOutputStream out, int number, Compilation compilation)
            throws IOException {
        out.writeInt(number);
        out.writeInt(compilation.classes().size());
        for (var entry : compilation.classes().entrySet()) {
            text(out, entry.getKey());
            bytes(out, entry.getValue());
        }
        out.writeInt(compilation.problems().size());
        for (var problem : compilation.problems()) {
            text(out, cut(problem.file()));
            out.writeLong(problem.line());
            out.writeLong(problem.column());
            text(out, cut(problem.quote()));
            text(out, cut(problem.message()));
        }
        out.flush();
    }

    /// The answer to the request of that number, and to no other.
    static Compilation readCompilation(DataInputStream in, int number) throws IOException {
        int answered = in.readInt();
        if (answered != number) {
            throw new ProtocolException("answer " + answered + " to request " + number);
        }
        var classes = new LinkedHashMap<String, byte[]>();
        long total = 0;
        for (int left = count(in); left > 0; left--) {
            var name = text(in);
            var bytes = bytes(in);
            total += bytes.length;
            if (total > MAX_BYTES) {
                throw new ProtocolException("the classes have more than " + MAX_BYTES + " bytes");
            }
            classes.put(name, bytes);
        }
        var problems = new ArrayList<Compilation.Problem>();
        for (int left = count(in); left > 0; left--) {
            problems.add(
                    new Compilation.Problem(
                            text(in), in.readLong(), in.readLong(), text(in), text(in)));
        }
        return new Compilation(classes, problems);
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_FIELDS) {
            throw new ProtocolException(count + " fields, at most " + MAX_FIELDS);
        }
        return count;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new ProtocolException("a field of " + length + " bytes, at most " + MAX_BYTES);
        }
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the end within a field of " + length + " bytes");
        }
        return bytes;
    }

    private CompilerChannel() {}
}
