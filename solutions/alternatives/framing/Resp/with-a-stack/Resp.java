package framing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Without recursion: the arrays that are not complete yet lie on a stack.
public final class Resp {

    public sealed interface Value {}

    public record Simple(String text) implements Value {}

    public record Failure(String text) implements Value {}

    public record Int(long number) implements Value {}

    public record Bulk(byte[] bytes) implements Value {}

    public record Null() implements Value {}

    public record Array(List<Value> values) implements Value {}

    public record Limits(int bytes, int values, int depth) {

        public Limits {
            if (bytes < 0 || values < 0 || depth < 0 || depth > 100) {
                throw new IllegalArgumentException("limits");
            }
        }
    }

    private record Open(long size, List<Value> values) {

        boolean isComplete() {
            return values.size() == size;
        }
    }

    public static Optional<Value> read(InputStream in, Limits limits) throws IOException {
        var open = new ArrayDeque<Open>();
        long left = limits.values();
        while (true) {
            int kind = in.read();
            if (kind == -1 && open.isEmpty()) {
                return Optional.empty();
            }
            Value value;
            switch (kind) {
                case -1 -> throw new EOFException("within an array");
                case '+' -> value = new Simple(text(in, limits.bytes()));
                case '-' -> value = new Failure(text(in, limits.bytes()));
                case ':' -> value = new Int(signed(in));
                case '$' -> {
                    long count = count(in, limits.bytes());
                    value = count < 0 ? new Null() : new Bulk(bulk(in, (int) count));
                }
                case '*' -> {
                    long count = count(in, left);
                    if (count >= 0 && open.size() == limits.depth()) {
                        throw new ProtocolException("deeper than " + limits.depth());
                    }
                    left -= Math.max(0, count);
                    if (count > 0) {
                        open.push(new Open(count, new ArrayList<>()));
                        continue;
                    }
                    value = count < 0 ? new Null() : new Array(List.of());
                }
                default -> throw new ProtocolException("a kind like no other: " + kind);
            }
            while (!open.isEmpty()) {
                open.peek().values().add(value);
                if (!open.peek().isComplete()) {
                    break;
                }
                value = new Array(open.pop().values());
            }
            if (open.isEmpty()) {
                return Optional.of(value);
            }
        }
    }

    private static String text(InputStream in, int max) throws IOException {
        var buffer = new byte[32];
        int count = 0;
        for (int b; (b = must(in)) != '\r'; ) {
            if (b == '\n' || count == max) {
                throw new ProtocolException("not a text of " + max + " bytes");
            }
            if (count == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * count);
            }
            buffer[count++] = (byte) b;
        }
        must(in, '\n');
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(buffer, 0, count))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException(e.toString());
        }
    }

    /// A count up to `max`, or -1.
    private static long count(InputStream in, long max) throws IOException {
        int first = must(in);
        if (first == '-') {
            must(in, '1');
            must(in, '\r');
            must(in, '\n');
            return -1;
        }
        var count = digits(in, first);
        if (count.compareTo(BigInteger.valueOf(max)) > 0) {
            throw new ProtocolException(count + " is more than " + max);
        }
        return count.longValue();
    }

    private static long signed(InputStream in) throws IOException {
        int first = must(in);
        boolean hasSign = first == '-' || first == '+';
        var number = digits(in, hasSign ? must(in) : first);
        try {
            return (first == '-' ? number.negate() : number).longValueExact();
        } catch (ArithmeticException e) {
            throw new ProtocolException(number + " does not fit");
        }
    }

    private static BigInteger digits(InputStream in, int first) throws IOException {
        var number = BigInteger.ZERO;
        int count = 0;
        for (int b = first; b != '\r' || count == 0; b = must(in)) {
            if (b < '0' || b > '9' || ++count > 19) {
                throw new ProtocolException("no number");
            }
            number = number.multiply(BigInteger.TEN).add(BigInteger.valueOf(b - '0'));
        }
        must(in, '\n');
        return number;
    }

    private static byte[] bulk(InputStream in, int count) throws IOException {
        var bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException(bytes.length + " of " + count + " bytes");
        }
        must(in, '\r');
        must(in, '\n');
        return bytes;
    }

    private static void must(InputStream in, int expected) throws IOException {
        int found = must(in);
        if (found != expected) {
            throw new ProtocolException(found + " instead of " + expected);
        }
    }

    private static int must(InputStream in) throws IOException {
        int b = in.read();
        if (b == -1) {
            throw new EOFException("within a value");
        }
        return b;
    }

    public static void write(OutputStream out, Value value) throws IOException {
        var pieces = new ArrayList<byte[]>();
        var waiting = new ArrayDeque<Value>();
        waiting.push(value);
        while (!waiting.isEmpty()) {
            switch (waiting.pop()) {
                case Simple simple -> pieces.add(line("+", simple.text()));
                case Failure failure -> pieces.add(line("-", failure.text()));
                case Int number -> pieces.add(line(":", "" + number.number()));
                case Null _ -> pieces.add(line("$", "-1"));
                case Bulk bulk -> {
                    pieces.add(line("$", "" + bulk.bytes().length));
                    pieces.add(bulk.bytes());
                    pieces.add(line("", ""));
                }
                case Array array -> {
                    var values = array.values();
                    pieces.add(line("*", "" + values.size()));
                    values.reversed().forEach(waiting::push);
                }
            }
        }
        var all = ByteBuffer.allocate(pieces.stream().mapToInt(piece -> piece.length).sum());
        pieces.forEach(all::put);
        out.write(all.array());
    }

    private static byte[] line(String kind, String text) {
        if (text.contains("\r") || text.contains("\n")) {
            throw new IllegalArgumentException("two lines");
        }
        try {
            var line = CharBuffer.wrap(kind + text + "\r\n");
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(line);
            return Arrays.copyOf(encoded.array(), encoded.limit());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Resp() {}
}
