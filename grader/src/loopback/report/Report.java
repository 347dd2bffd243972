package loopback.report;

import java.util.Set;
import loopback.course.Exercise;
import loopback.engine.Verdict;
import loopback.grading.ExerciseMarks;
import loopback.grading.StepMarks;

/// A verdict as a person reads it.
public final class Report {

    private static final int WIDTH = 78;

    private final Terminal terminal;

    public Report(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The whole verdict, and the command to go on with.
    public void print(Verdict verdict, String next) {
        print(ExerciseMarks.of(verdict));
        terminal.print(
                verdict.passed()
                        ? terminal.good("All steps passed.") + " Next: " + next
                        : "   Next:    " + next);
    }

    /// What an exercise got, step by step.
    public void print(ExerciseMarks verdict) {
        terminal.print(
                line(
                        terminal.strong(verdict.exercise()),
                        verdict.exercise().length(),
                        points(verdict.points(), verdict.maxPoints())));
        terminal.print("");
        if (!showsSteps(verdict) || !verdict.message().isEmpty()) {
            terminal.print("   " + terminal.bad(heading(verdict)));
            terminal.print("");
            terminal.print(indented(verdict.message()));
            terminal.print("");
        }
        if (showsSteps(verdict)) {
            verdict.steps().forEach(step -> step(verdict, step));
        }
        if (endsWithALine(verdict)) {
            terminal.print("");
        }
        verdict.mistake().ifPresent(this::mistake);
    }

    private static String points(double points, double maxPoints) {
        return Points.of(points) + "/" + Points.of(maxPoints);
    }

    /// Whether the last thing printed was the line of a step, and not its details.
    private static boolean endsWithALine(ExerciseMarks verdict) {
        return switch (verdict.status()) {
            case PASSED -> true;
            case FAILED ->
                    verdict.steps().isEmpty()
                            || verdict.steps().getLast().passed()
                            || saysTheSameAsThePrevious(verdict, verdict.steps().getLast());
            default -> false;
        };
    }

    /// What introduces the message about an exercise as a whole.
    static String heading(ExerciseMarks verdict) {
        return switch (verdict.status()) {
            case DID_NOT_COMPILE -> "It does not compile yet:";
            case REFUSED -> "It was not run, because a check may not do this:";
            case STOPPED -> "The check was stopped:";
            case PASSED, FAILED -> "Nothing was run:";
        };
    }

    /// Whether there is something to say of each step.
    static boolean showsSteps(ExerciseMarks verdict) {
        return verdict.status() == Verdict.Status.PASSED
                || verdict.status() == Verdict.Status.FAILED;
    }

    private void step(ExerciseMarks verdict, StepMarks test) {
        var sign = test.passed() ? terminal.passed() : terminal.failed();
        int signWidth = terminal.plain() ? sign.length() : 1;
        var head = " " + test.step() + "  " + test.name();
        terminal.print(
                line(
                        sign + head,
                        signWidth + head.length(),
                        points(test.points(), test.maxPoints())));
        if (!test.passed() && !saysTheSameAsThePrevious(verdict, test)) {
            terminal.print("");
            if (test.status() != Verdict.Outcome.FAILED) {
                terminal.print("   " + terminal.bad(test.status().words()));
            }
            terminal.print(indented(test.message()));
            details("", String.join("\n", test.transcript()));
            details("your code printed:", test.printed());
            terminal.print("");
        }
    }

    /// A starter fails everywhere with one sentence; once is enough.
    static boolean saysTheSameAsThePrevious(ExerciseMarks verdict, StepMarks test) {
        var before = verdict.steps().stream().takeWhile(step -> step != test).toList();
        if (before.isEmpty()) {
            return false;
        }
        var previous = before.getLast();
        return !previous.passed()
                && previous.message().lines().findFirst().equals(test.message().lines().findFirst())
                && previous.message().startsWith("TODO");
    }

    private void details(String heading, String text) {
        if (!text.isEmpty()) {
            terminal.print("");
            if (!heading.isEmpty()) {
                terminal.print("   " + heading);
            }
            terminal.print(terminal.faint(indented(text)));
        }
    }

    private void mistake(String words) {
        var first = true;
        for (var each : words.lines().toList()) {
            terminal.print((first ? "   Perhaps: " : "   Or:      ") + wrapped(each));
            first = false;
        }
    }

    private static String wrapped(String text) {
        var lines = new StringBuilder();
        int column = 0;
        for (var word : text.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH - 12) {
                lines.append("\n            ");
                column = 0;
            } else if (column > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString();
    }

    private static String indented(String text) {
        return text.lines()
                .map(line -> line.isEmpty() ? "" : "   " + Text.printable(line))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    private static String line(String left, int leftWidth, String right) {
        int gap = Math.max(2, WIDTH - leftWidth - right.length());
        return left + " ".repeat(gap) + right;
    }

    /// One line per exercise, for a check of several.
    public void summary(Verdict verdict) {
        var sign = verdict.passed() ? terminal.passed() : terminal.failed();
        int signWidth = terminal.plain() ? sign.length() : 1;
        var words =
                Set.of(Verdict.Status.PASSED, Verdict.Status.FAILED).contains(verdict.status())
                        ? ""
                        : "  " + verdict.status().words();
        var head = " " + verdict.exercise() + words;
        terminal.print(
                line(
                        sign + head,
                        signWidth + head.length(),
                        verdict.points() + "/" + verdict.maxPoints()));
    }

    public static String checkCommand(Exercise exercise) {
        return "./course check " + exercise.name();
    }
}
