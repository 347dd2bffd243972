package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/// What code under test shows to a user. It takes everything at once, or fails, or makes whoever
/// shows something wait.
public final class Screen implements AutoCloseable {

    private static final int LONG = 200;

    private final StringBuilder shown = new StringBuilder();
    private int seen;
    private Optional<Exception> failure = Optional.empty();
    private boolean stands;
    private boolean waitedFor;
    private boolean closed;

    private Screen() {}

    public static Screen open() {
        return new Screen();
    }

    /// What the code under test appends to: it can do nothing else with it.
    public Appendable out() {
        return new Shown();
    }

    /// The same, as a writer, which could be closed.
    public Writer writer() {
        return new ShownByWriter();
    }

    /// Whether the code under test has closed it.
    public synchronized boolean isClosed() {
        return closed;
    }

    /// From now on nothing is taken, and whoever shows something fails.
    public synchronized void fails(Exception with) {
        Wire.note("screen", "fails: " + with);
        failure = Optional.of(with);
    }

    /// From now on whoever shows something waits, and does not mind an interrupt, until it
    /// [#goesOn].
    public synchronized void stands() {
        Wire.note("screen", "stands still");
        stands = true;
    }

    public synchronized void goesOn() {
        Wire.note("screen", "goes on");
        stands = false;
        notifyAll();
    }

    /// Checks that somebody shows something while it stands.
    public void isWaitedFor() {
        if (!Patience.until(this::hasSomebodyWaiting)) {
            throw Mismatch.of("you to show something", "nothing");
        }
    }

    private synchronized boolean hasSomebodyWaiting() {
        return waitedFor;
    }

    /// Checks that what is shown next is `expected`.
    public void shows(String expected) {
        boolean enough = Patience.until(() -> unseen() >= expected.length());
        var found = see(expected.length());
        if (!found.equals(expected)) {
            throw Mismatch.of(
                    "shown " + visible(expected, found, expected),
                    visible(expected, found, found) + (enough ? "" : ", then nothing more"));
        }
    }

    /// Checks that nothing has been shown besides.
    public void showsNothingMore() {
        var more = see(Integer.MAX_VALUE);
        if (!more.isEmpty()) {
            throw Mismatch.of("nothing more shown", visible("", more, more));
        }
    }

    /// All of a short text; of a long one what comes from the difference on.
    private static String visible(String expected, String found, String text) {
        if (expected.length() <= LONG && text.length() <= LONG) {
            return Bytes.visible(text.getBytes(UTF_8));
        }
        int at = 0;
        while (at < text.length()
                && at < expected.length()
                && at < found.length()
                && expected.charAt(at) == found.charAt(at)) {
            at++;
        }
        var part = text.substring(at, Math.min(text.length(), at + LONG));
        return "after " + at + " characters " + Bytes.visible(part.getBytes(UTF_8));
    }

    private synchronized int unseen() {
        return shown.length() - seen;
    }

    private synchronized String see(int count) {
        int from = seen;
        seen += Math.min(count, shown.length() - seen);
        return shown.substring(from, seen);
    }

    private synchronized void show(String text) throws IOException {
        awaitTurn();
        if (failure.isPresent()) {
            switch (failure.get()) {
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Exception e -> throw new AssertionError(e);
            }
        }
        Wire.note(Wire.YOU, "show", text.getBytes(UTF_8));
        shown.append(text);
        Patience.changed();
    }

    private void awaitTurn() {
        boolean interrupted = false;
        while (stands) {
            waitedFor = true;
            Patience.changed();
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lets nobody wait any more.
    @Override
    public synchronized void close() {
        stands = false;
        notifyAll();
    }

    private synchronized void isClosedByItsWriter() {
        Wire.note("screen", "is closed by you");
        closed = true;
    }

    private final class Shown implements Appendable {

        @Override
        public Shown append(CharSequence text) throws IOException {
            show(String.valueOf(text));
            return this;
        }

        @Override
        public Shown append(CharSequence text, int from, int to) throws IOException {
            show(String.valueOf(text).substring(from, to));
            return this;
        }

        @Override
        public Shown append(char character) throws IOException {
            show(String.valueOf(character));
            return this;
        }
    }

    private final class ShownByWriter extends Writer {

        @Override
        public void write(char[] chars, int from, int count) throws IOException {
            show(new String(chars, from, count));
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            isClosedByItsWriter();
        }
    }
}
