package loopback.command;

import java.util.Set;
import loopback.course.Exercise;
import loopback.engine.Verdict;

/// A verdict as a person reads it.
final class Report {

    private static final int WIDTH = 78;

    private final Terminal terminal;

    Report(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The whole verdict, and the command to go on with.
    void print(Verdict verdict, String next) {
        terminal.print(
                line(
                        terminal.strong(verdict.exercise()),
                        verdict.exercise().length(),
                        verdict.points() + "/" + verdict.maxPoints()));
        terminal.print("");
        switch (verdict.status()) {
            case DID_NOT_COMPILE -> notRun("It does not compile yet:", verdict.message());
            case REFUSED ->
                    notRun("It was not run, because a check may not do this:", verdict.message());
            case STOPPED -> notRun("The check was stopped:", verdict.message());
            case PASSED, FAILED -> {
                if (!verdict.message().isEmpty()) {
                    notRun("Nothing was run:", verdict.message());
                }
                verdict.tests().forEach(test -> step(verdict, test));
            }
        }
        if (endsWithALine(verdict)) {
            terminal.print("");
        }
        mistake(verdict);
        terminal.print(
                verdict.passed()
                        ? terminal.good("All steps passed.") + " Next: " + next
                        : "   Next:    " + next);
    }

    /// Whether the last thing printed was the line of a step, and not its details.
    private static boolean endsWithALine(Verdict verdict) {
        return switch (verdict.status()) {
            case PASSED -> true;
            case FAILED ->
                    verdict.tests().isEmpty()
                            || verdict.tests().getLast().passed()
                            || saysTheSameAsThePrevious(verdict, verdict.tests().getLast());
            default -> false;
        };
    }

    private void notRun(String heading, String message) {
        terminal.print("   " + terminal.bad(heading));
        terminal.print("");
        terminal.print(indented(message));
        terminal.print("");
    }

    private void step(Verdict verdict, Verdict.Test test) {
        var sign = test.passed() ? terminal.passed() : terminal.failed();
        int signWidth = terminal.plain() ? sign.length() : 1;
        var head = " " + test.step() + "  " + test.name();
        terminal.print(
                line(
                        sign + head,
                        signWidth + head.length(),
                        test.points() + "/" + test.maxPoints()));
        if (!test.passed() && !saysTheSameAsThePrevious(verdict, test)) {
            terminal.print("");
            if (test.status() != Verdict.Outcome.FAILED) {
                terminal.print("   " + terminal.bad(test.status().words()));
            }
            terminal.print(indented(test.message()));
            details("", test.transcript());
            details("your code printed:", test.printed());
            terminal.print("");
        }
    }

    /// A starter fails everywhere with one sentence; once is enough.
    private static boolean saysTheSameAsThePrevious(Verdict verdict, Verdict.Test test) {
        int index = verdict.tests().indexOf(test);
        if (index == 0) {
            return false;
        }
        var previous = verdict.tests().get(index - 1);
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

    private void mistake(Verdict verdict) {
        verdict.tests().stream()
                .map(Verdict.Test::mistake)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .ifPresent(words -> {
                    var first = true;
                    for (var each : words.lines().toList()) {
                        terminal.print((first ? "   Perhaps: " : "   Or:      ") + wrapped(each));
                        first = false;
                    }
                });
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
                .map(line -> line.isEmpty() ? "" : "   " + printable(line))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    /// Text of the code under test, without what could move the cursor or change colours.
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> c == '\t' || !Character.isISOControl(c) ? c : '·')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String line(String left, int leftWidth, String right) {
        int gap = Math.max(2, WIDTH - leftWidth - right.length());
        return left + " ".repeat(gap) + right;
    }

    /// One line per exercise, for a check of several.
    void summary(Verdict verdict) {
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

    static String checkCommand(Exercise exercise) {
        return "./course check " + exercise.name();
    }
}
