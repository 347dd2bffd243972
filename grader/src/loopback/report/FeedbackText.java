package loopback.report;

import java.io.PrintWriter;
import java.io.StringWriter;
import loopback.terminal.Terminal;
import loopback.terminal.VerdictReport;

/// A student's feedback as plain text: what `check` prints, exercise by exercise.
final class FeedbackText {

    static String of(Feedback feedback) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        var terminal = new Terminal(out, out, true);
        var marks = feedback.marks();
        terminal.print(feedback.title());
        terminal.print("");
        terminal.print(feedback.outcome());
        feedback.lateness().ifPresent(terminal::print);
        marks.submitted()
                .ifPresent(time ->
                        terminal.print(
                                "Handed in " + TimeFormat.words(time, feedback.due().getZone())));
        terminal.print("Due " + TimeFormat.words(feedback.due()));
        if (!marks.repairs().isEmpty()) {
            terminal.print("");
            terminal.print("Put right before grading:");
            marks.repairs().forEach(repair -> terminal.print("- " + repair));
        }
        for (var exercise : marks.exercises()) {
            terminal.print("");
            new VerdictReport(terminal).print(exercise);
            Feedback.next(exercise).ifPresent(next -> terminal.print("   Next:    " + next));
        }
        if (!marks.hash().isEmpty()) {
            terminal.print("");
            terminal.print("SHA-256 of the graded sources: " + marks.hash());
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private FeedbackText() {}
}
