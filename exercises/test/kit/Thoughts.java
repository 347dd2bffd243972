package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a bot knows. To a question it answers with `to ` and the question, but for `nothing`, to
/// which it knows no answer, `empty` and `space`, whose answers are, `lines`, which has several, and
/// `trouble`, which makes it fail.
public final class Thoughts implements Function<String, Optional<String>>, AutoCloseable {

    private final List<String> asked = new ArrayList<>();
    private boolean stands;

    private Thoughts(boolean stands) {
        this.stands = stands;
    }

    /// Answers at once.
    public static Thoughts quick() {
        return new Thoughts(false);
    }

    /// Answers when it may [#goOn], and does not mind an interrupt before.
    public static Thoughts slow() {
        return new Thoughts(true);
    }

    public synchronized void goOn() {
        Wire.note("thoughts", "go on");
        stands = false;
        notifyAll();
    }

    /// What was asked so far.
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /// Checks that this is asked.
    public void isAsked(String question) {
        if (!Patience.until(() -> asked().contains(question))) {
            throw Mismatch.of("a thought about \"" + question + "\"", "none");
        }
    }

    @Override
    public Optional<String> apply(String question) {
        Wire.note(Wire.YOU, "think about", question.getBytes(UTF_8));
        think(question);
        return switch (question) {
            case "nothing" -> Optional.empty();
            case "empty" -> Optional.of("");
            case "space" -> Optional.of(" ");
            case "lines" -> Optional.of("one\ntwo\r\nQUIT");
            case "trouble" -> throw new IllegalStateException("nobody thought of that");
            default -> Optional.of("to " + question);
        };
    }

    private synchronized void think(String question) {
        asked.add(question);
        Patience.changed();
        boolean interrupted = false;
        while (stands) {
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
}
