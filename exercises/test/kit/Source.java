package kit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An input stream that the specification plays. As that of a connection, it gives no more than one
/// piece per read. Text stands for its ISO-8859-1 bytes.
public final class Source extends InputStream {

    private static final String NAME = "stream";

    private final List<byte[]> pieces;
    private final Optional<IOException> failure;
    private int piece;
    private int offset;
    private int reads;
    private boolean ended;
    private boolean closed;

    private Source(List<byte[]> pieces, Optional<IOException> failure) {
        this.pieces = pieces;
        this.failure = failure;
    }

    /// Has `text` ready, then ends.
    public static Source atOnce(String text) {
        return new Source(one(text), Optional.empty());
    }

    /// Gives one byte per read, then ends.
    public static Source byteByByte(String text) {
        var bytes = Bytes.of(text);
        var single = IntStream.range(0, bytes.length).mapToObj(i -> new byte[] {bytes[i]});
        return new Source(single.toList(), Optional.empty());
    }

    /// Gives one of `pieces` per read, or what there was room for, then ends.
    public static Source inPieces(String... pieces) {
        return inPieces(Stream.of(pieces).map(Bytes::of).toList());
    }

    /// Gives one of `pieces` per read, or what there was room for, then ends.
    public static Source inPieces(List<byte[]> pieces) {
        return new Source(pieces, Optional.empty());
    }

    /// Gives `bytes` in the pieces that `weather` makes of them, then ends.
    public static Source inPieces(byte[] bytes, Weather weather) {
        return inPieces(weather.pieces(bytes));
    }

    /// Gives `text`, then fails.
    public static Source failing(String text, IOException failure) {
        return new Source(one(text), Optional.of(failure));
    }

    private static List<byte[]> one(String text) {
        return text.isEmpty() ? List.of() : List.of(Bytes.of(text));
    }

    /// How often it was asked for bytes.
    public synchronized int reads() {
        return reads;
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] bytes, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, bytes.length);
        if (count == 0) {
            return 0;
        }
        reads++;
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (piece == pieces.size()) {
            return ends();
        }
        int to = Math.min(pieces.get(piece).length, offset + count);
        var given = Arrays.copyOfRange(pieces.get(piece), offset, to);
        Wire.note(NAME, "gives", given);
        System.arraycopy(given, 0, bytes, from, given.length);
        offset += given.length;
        if (offset == pieces.get(piece).length) {
            piece++;
            offset = 0;
        }
        return given.length;
    }

    private int ends() throws IOException {
        if (!ended) {
            ended = true;
            Wire.note(NAME, failure.isPresent() ? "fails" : "ends");
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return -1;
    }

    /// What is left of a piece. The next piece of several arrives when it is asked for.
    @Override
    public synchronized int available() {
        boolean arrived = offset > 0 || pieces.size() == 1 && piece == 0;
        return arrived ? pieces.get(piece).length - offset : 0;
    }

    @Override
    public synchronized void close() {
        Wire.note(Wire.YOU, "close the stream");
        closed = true;
    }
}
