package loopback.terminal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loopback.course.Exercise;
import loopback.engine.verdict.Verdict;
import loopback.marks.ExerciseMarks;
import loopback.marks.StepMarks;

/// A verdict as a person reads it.
public final class VerdictReport {

    private final Terminal terminal;

    public VerdictReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The whole verdict, and the command to go on with.
    public void print(Verdict verdict, Optional<String> next) {
        print(ExerciseMarks.of(verdict));
        if (verdict.passed()) {
            terminal.print(
                    terminal.good("All steps passed.") + next.map(n -> " Next: " + n).orElse(""));
        } else {
            next.ifPresent(command -> terminal.wrap("   Next:    ", command));
        }
    }

    /// That an exercise still is as it was handed out.
    ///
    /// @param task the sentence of its TODO
    /// @param file the file to edit
    public void notBegun(Verdict verdict, String task, Path file, String next) {
        head(verdict.exercise(), points(verdict.points(), verdict.maxPoints()));
        terminal.wrap("   Not begun: ", task);
        terminal.print("   Edit:    " + file);
        terminal.print("   Next:    " + next);
    }

    private void head(String exercise, String points) {
        terminal.print(line(terminal.strong(exercise), exercise.length(), points));
        terminal.print("");
    }

    /// What an exercise got, step by step.
    public void print(ExerciseMarks verdict) {
        head(verdict.exercise(), points(verdict.points(), verdict.maxPoints()));
        if (!showsSteps(verdict) || !verdict.message().isEmpty()) {
            terminal.print("   " + terminal.bad(heading(verdict)));
            terminal.print("");
            terminal.print(indented(verdict.message()));
            terminal.print("");
        }
        if (verdict.isNotBegun()) {
            terminal.print("   " + notBegun(verdict));
            terminal.print("");
            return;
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
        return PointsFormat.of(points) + "/" + PointsFormat.of(maxPoints);
    }

    /// Whether the last thing printed was the line of a step, and not its details.
    private static boolean endsWithALine(ExerciseMarks verdict) {
        return switch (verdict.status()) {
            case PASSED -> true;
            case FAILED -> verdict.steps().isEmpty() || verdict.steps().getLast().passed();
            default -> false;
        };
    }

    /// What introduces the message about an exercise as a whole.
    public static String heading(ExerciseMarks verdict) {
        return switch (verdict.status()) {
            case DID_NOT_COMPILE -> "It does not compile yet:";
            case REFUSED -> "It was not run, because a check may not do this:";
            case STOPPED -> "The check was stopped:";
            case PASSED, FAILED -> "Nothing was run:";
        };
    }

    /// Whether there is something to say of each step.
    public static boolean showsSteps(ExerciseMarks verdict) {
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
        if (!test.passed()) {
            terminal.print("");
            if (test.status() != Verdict.Outcome.FAILED) {
                terminal.print("   " + terminal.bad(test.status().words()));
            }
            var same = sameAs(verdict, test);
            if (same.isPresent()) {
                terminal.print("   " + same.get());
            } else {
                terminal.print(indented(test.message()));
                details("", String.join("\n", test.transcript()));
                details("your code printed:", test.printed());
            }
            terminal.print("");
        }
    }

    /// What is said of an exercise that fails everywhere with what its starter says.
    public static String notBegun(ExerciseMarks exercise) {
        return "Not begun: " + exercise.steps().getFirst().firstLine().replace("TODO: ", "");
    }

    /// The sentence that stands for what an earlier step has shown already, if one has.
    public static Optional<String> sameAs(ExerciseMarks exercise, StepMarks step) {
        return exercise.steps().stream()
                .takeWhile(each -> !each.equals(step))
                .filter(each -> !each.passed() && each.showsTheSameAs(step))
                .filter(_ -> !step.message().isEmpty())
                .findFirst()
                .map(each -> "the same as in step " + each.step());
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
        var label = "   Perhaps: ";
        for (var each : words.lines().toList()) {
            terminal.wrap(label, each);
            label = "   Or:      ";
        }
    }

    /// What a program said stays as it is in plain lines, which other programs read.
    private String indented(String text) {
        return text.lines()
                .map(PrintableText::printable)
                .flatMap(line ->
                        terminal.plain()
                                ? Stream.of(line)
                                : PrintableText.wrapped(line, terminal.width() - 3).stream())
                .map(line -> line.isEmpty() ? "" : "   " + line)
                .collect(Collectors.joining("\n"));
    }

    private String line(String left, int leftWidth, String right) {
        int gap = Math.max(2, terminal.width() - leftWidth - right.length());
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
