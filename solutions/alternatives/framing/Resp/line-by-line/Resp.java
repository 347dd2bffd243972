package framing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;

/// A whole line first, its kind included, and then what it means.
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

    private final DataInputStream in;
    private final Limits limits;
    private long declared;

    private Resp(InputStream in, Limits limits) {
        this.in = new DataInputStream(in);
        this.limits = limits;
    }

    public static Optional<Value> read(InputStream in, Limits limits) throws IOException {
        return new Resp(in, limits).next(0);
    }

    private Optional<Value> next(int depth) throws IOException {
        int kind = in.read();
        if (kind < 0) {
            return Optional.empty();
        }
        var line = line(kind == '+' || kind == '-' ? limits.bytes() : 20);
        return Optional.of(
                switch (kind) {
                    case '+' -> new Simple(utf8(line));
                    case '-' -> new Failure(utf8(line));
                    case ':' -> new Int(signed(line));
                    case '$' -> bulk(line);
                    case '*' -> array(line, depth);
                    default -> throw new ProtocolException("kind " + kind);
                });
    }

    private Value bulk(byte[] line) throws IOException {
        if (isNull(line)) {
            return new Null();
        }
        long length = natural(line);
        if (length > limits.bytes()) {
            throw new ProtocolException(length + " bytes");
        }
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[1024];
        while (bytes.size() < length) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, length - bytes.size()));
            if (count < 0) {
                throw new EOFException("not all of " + length + " bytes");
            }
            bytes.write(buffer, 0, count);
        }
        if (in.readUnsignedByte() != '\r' || in.readUnsignedByte() != '\n') {
            throw new ProtocolException("more than " + length + " bytes");
        }
        return new Bulk(bytes.toByteArray());
    }

    private Value array(byte[] line, int depth) throws IOException {
        if (isNull(line)) {
            return new Null();
        }
        long size = natural(line);
        if (depth >= limits.depth()) {
            throw new ProtocolException("depth " + depth);
        }
        if (size > limits.values() - declared) {
            throw new ProtocolException(size + " values");
        }
        declared += size;
        var values = new LinkedList<Value>();
        while (values.size() < size) {
            values.add(next(depth + 1).orElseThrow(() -> new EOFException("within an array")));
        }
        return new Array(values);
    }

    private byte[] line(int max) throws IOException {
        var line = new ByteArrayOutputStream();
        int last = 0;
        while (true) {
            int b = in.readUnsignedByte();
            if (last == '\r' && b == '\n') {
                return line.toByteArray();
            }
            if (last == '\r' || b == '\n') {
                throw new ProtocolException("CR and LF come together");
            }
            if (b != '\r') {
                line.write(b);
            }
            if (line.size() > max) {
                throw new ProtocolException("a line of more than " + max);
            }
            last = b;
        }
    }

    private static String utf8(byte[] line) throws ProtocolException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException("malformed");
        }
    }

    private static boolean isNull(byte[] line) {
        return line.length == 2 && line[0] == '-' && line[1] == '1';
    }

    private static long natural(byte[] line) throws ProtocolException {
        return -negative(line, 0);
    }

    private static long signed(byte[] line) throws ProtocolException {
        if (line.length > 0 && line[0] == '-') {
            return negative(line, 1);
        }
        return -negative(line, line.length > 0 && line[0] == '+' ? 1 : 0);
    }

    /// The number below 0 whose digits begin there, as there is one more of these. Without a minus
    /// before them, the greatest of them has no opposite.
    private static long negative(byte[] line, int from) throws ProtocolException {
        long number = 0;
        if (line.length == from || line.length - from > 19) {
            throw new ProtocolException((line.length - from) + " digits");
        }
        try {
            for (int i = from; i < line.length; i++) {
                int digit = line[i] - '0';
                if (digit < 0 || digit > 9) {
                    throw new ProtocolException("byte " + line[i]);
                }
                number = Math.subtractExact(Math.multiplyExact(number, 10), digit);
            }
        } catch (ArithmeticException e) {
            throw new ProtocolException("too large");
        }
        if (number == Long.MIN_VALUE && (from == 0 || line[0] == '+')) {
            throw new ProtocolException("too large");
        }
        return number;
    }

    public static void write(OutputStream out, Value value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new Writer(new DataOutputStream(bytes)).put(value);
        bytes.writeTo(out);
    }

    private record Writer(DataOutputStream out) {

        void put(Value value) throws IOException {
            switch (value) {
                case Simple(String text) -> put('+', checked(text));
                case Failure(String text) -> put('-', checked(text));
                case Int(long number) ->
                        put(':', String.valueOf(number).getBytes(StandardCharsets.US_ASCII));
                case Null() -> out.writeBytes("$-1\r\n");
                case Bulk(byte[] bytes) -> {
                    out.writeBytes("$" + bytes.length + "\r\n");
                    out.write(bytes);
                    out.writeBytes("\r\n");
                }
                case Array(List<Value> values) -> {
                    out.writeBytes("*" + values.size() + "\r\n");
                    for (var each : values) {
                        put(each);
                    }
                }
            }
        }

        private void put(char kind, byte[] text) throws IOException {
            out.writeByte(kind);
            out.write(text);
            out.writeBytes("\r\n");
        }

        private static byte[] checked(String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            if (text.matches("(?s).*[\r\n].*")
                    || !text.equals(new String(bytes, StandardCharsets.UTF_8))) {
                throw new IllegalArgumentException("no text for a line");
            }
            return bytes;
        }
    }
}
