package framing;

import java.io.EOFException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

public final class FrameDecoder {

    private sealed interface State {
        /// In the length, of which so many bytes have come.
        record Length(int count, long value) implements State {}

        /// In the message, of which these pieces have come.
        record Message(int missing, List<byte[]> pieces) implements State {}

        record Refused(long length) implements State {}
    }

    private static final State BEGIN = new State.Length(0, 0);

    private final int max;
    private State state = BEGIN;

    public FrameDecoder(int max) {
        if (max < 0) {
            throw new IllegalArgumentException("max " + max);
        }
        this.max = max;
    }

    public void feed(ByteBuffer bytes, Consumer<byte[]> messages) throws ProtocolException {
        do {
            state =
                    switch (state) {
                        case State.Length in when bytes.hasRemaining() -> next(in, bytes.get());
                        case State.Message in when bytes.hasRemaining() -> next(in, bytes);
                        default -> state;
                    };
            if (state instanceof State.Refused refused) {
                throw new ProtocolException(refused.length + " bytes, with a limit of " + max);
            }
            if (state instanceof State.Message complete && complete.missing == 0) {
                state = BEGIN;
                messages.accept(joined(complete.pieces));
            }
        } while (bytes.hasRemaining());
    }

    private State next(State.Length in, byte b) {
        long value = in.value << 8 | b & 0xff;
        if (in.count < 3) {
            return new State.Length(in.count + 1, value);
        }
        return value > max
                ? new State.Refused(value)
                : new State.Message((int) value, new ArrayList<>());
    }

    private static State next(State.Message in, ByteBuffer bytes) {
        var piece = new byte[Math.min(in.missing, bytes.remaining())];
        bytes.get(piece);
        in.pieces.add(piece);
        return new State.Message(in.missing - piece.length, in.pieces);
    }

    private static byte[] joined(List<byte[]> pieces) {
        var all = ByteBuffer.allocate(pieces.stream().mapToInt(piece -> piece.length).sum());
        pieces.forEach(all::put);
        return all.array();
    }

    public void end() throws EOFException {
        if (state != BEGIN) {
            throw new EOFException("the last frame is cut");
        }
    }
}
