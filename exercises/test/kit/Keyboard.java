package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What a user types, piece by piece, for code under test that reads it.
///
/// A read gives no more than one piece, and waits as long as there is none. As with the input of a
/// terminal, neither an interrupt ends that waiting nor whoever closes the reader.
public final class Keyboard implements AutoCloseable {

    private static final String NAME = "user";

    private final boolean mindsInterrupts;
    private final Deque<String> typed = new ArrayDeque<>();
    private final Set<Thread> readers = new HashSet<>();
    private final Reader reader = new Typed();
    private Optional<Exception> failure = Optional.empty();
    private int taken;
    private boolean ended;
    private boolean closed;

    private Keyboard(boolean mindsInterrupts) {
        this.mindsInterrupts = mindsInterrupts;
    }

    public static Keyboard open() {
        return new Keyboard(false);
    }

    /// An interrupt ends a read of it, as that of a pipe within a program.
    public static Keyboard mindingInterrupts() {
        return new Keyboard(true);
    }

    /// What the code under test reads from.
    public Reader reader() {
        return reader;
    }

    /// Types each of `pieces`, at once.
    public synchronized void types(String... pieces) {
        for (var piece : pieces) {
            Wire.note(NAME, "types", piece.getBytes(UTF_8));
            typed.add(piece);
        }
        notifyAll();
    }

    /// Types no more.
    public synchronized void ends() {
        Wire.note(NAME, "types no more");
        ended = true;
        notifyAll();
    }

    /// The next read fails, when what was typed has been read.
    public synchronized void fails(Exception with) {
        Wire.note(NAME, "fails to type: " + with);
        failure = Optional.of(with);
        notifyAll();
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /// Checks that everything typed so far has been read.
    public void waitsUntilRead() {
        if (!Patience.until(this::isAllRead)) {
            throw Mismatch.of("you to read what the user types", "no read");
        }
    }

    private synchronized boolean isAllRead() {
        return typed.isEmpty();
    }

    /// Checks that a program can end while its input is read: by daemons only.
    public synchronized void isReadByDaemons() {
        if (!readers.stream().allMatch(Thread::isDaemon)) {
            throw Mismatch.of("a daemon that reads what the user types", "no daemon");
        }
    }

    /// Checks that whoever has read has gone, and does not come back.
    public void isLeftAlone() {
        if (!Patience.until(this::isAlone)) {
            throw Mismatch.of("nobody who still reads what the user types", "a thread that does");
        }
    }

    /// A thread of a pool that all share may be there, idle.
    private synchronized boolean isAlone() {
        return readers.stream()
                .allMatch(thread -> Frames.learners(Leaks.stackOf(thread)).isEmpty());
    }

    /// Lets nobody wait any more.
    @Override
    public synchronized void close() {
        ended = true;
        notifyAll();
    }

    private synchronized int read(char[] chars, int from, int count) throws IOException {
        if (closed) {
            throw new IOException("Stream closed");
        }
        readers.add(Thread.currentThread());
        awaitPiece();
        if (typed.isEmpty()) {
            return ends(failure);
        }
        var piece = typed.getFirst();
        int length = Math.min(count, piece.length() - taken);
        piece.getChars(taken, taken + length, chars, from);
        taken += length;
        if (taken == piece.length()) {
            typed.removeFirst();
            taken = 0;
        }
        Patience.changed();
        return length;
    }

    private void awaitPiece() throws InterruptedIOException {
        boolean interrupted = false;
        while (typed.isEmpty() && failure.isEmpty() && !ended) {
            try {
                wait();
            } catch (InterruptedException e) {
                if (mindsInterrupts) {
                    throw new InterruptedIOException("interrupted while the user types");
                }
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int ends(Optional<Exception> failure) throws IOException {
        if (failure.isEmpty()) {
            return -1;
        }
        switch (failure.get()) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Exception e -> throw new AssertionError(e);
        }
    }

    private synchronized void isClosedByItsReader() {
        Wire.note(NAME, "has an input that you close");
        closed = true;
    }

    private synchronized boolean hasPiece() {
        return !typed.isEmpty();
    }

    private final class Typed extends Reader {

        @Override
        public int read(char[] chars, int from, int count) throws IOException {
            Objects.checkFromIndexSize(from, count, chars.length);
            return count == 0 ? 0 : Keyboard.this.read(chars, from, count);
        }

        @Override
        public boolean ready() {
            return hasPiece();
        }

        @Override
        public void close() {
            isClosedByItsReader();
        }
    }
}
