package loopback.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import loopback.engine.verdict.WireEvent;
import loopback.marks.ExerciseMarks;
import loopback.picture.SequenceDiagram;

/// A verdict as a part of a page: its steps, and a picture of what went over the wire in those that
/// failed. The reports have it, and the book.
public final class VerdictHtml {

    /// The steps of an exercise, without a heading.
    public static String of(ExerciseMarks exercise) {
        return HtmlPages.of(CleanedMarks.of(exercise));
    }

    /// A picture of what went over the wire in a failed step, if at least two sides took part in it.
    public static Optional<String> picture(List<WireEvent> events, String message) {
        return SequenceDiagram.of(events, message).map(HtmlPages::of);
    }

    /// The style of a verdict. The page around it says what its colours are.
    public static String css() {
        try (var stream = VerdictHtml.class.getResourceAsStream("verdict.css")) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VerdictHtml() {}
}
