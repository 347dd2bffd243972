package loopback.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import loopback.marks.ExerciseMarks;
import loopback.marks.StepMarks;
import loopback.terminal.PrintableText;

/// The results that GitHub Classroom's grading reporter adds up, one runner per step.
///
/// The reporter takes the points of a runner from its tests for the grade, and their number for the
/// table that it prints. With one test per runner, which has all points or none, the two agree: a
/// step that has some of them, as hidden steps together can, becomes two runners. A runner is
/// `{"id": …, "result": …}`; the workflow hands each result over as `<ID>_RESULTS`. Points are those
/// before a late policy: Classroom has its own idea of a deadline.
final class Classroom {

    /// All results together travel in the environment of a process, which is limited.
    private static final int MESSAGE = 2000;

    /// What the runner of a workflow takes for a command, wherever it is printed.
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^(?<before>[\\p{Z}\\p{Cf}\\s]*):(?=:)|##(?=\\[)");

    /// What of a step has all its points, or none of them.
    private record Part(String suffix, boolean passed, double worth) {}

    static String of(Feedback feedback) {
        var runners = JsonNodeFactory.instance.arrayNode();
        var ids = new HashSet<String>();
        for (var exercise : feedback.marks().exercises()) {
            for (var step : exercise.steps()) {
                parts(step).forEach(part -> runners.add(runner(ids, exercise, step, part)));
            }
        }
        if (runners.isEmpty()) {
            var reason = defused(feedback.outcome());
            var runner = runners.addObject().put("id", "submission");
            result(runner, "fail", feedback.worth()).add(test("submission", "fail", 0, reason, 0));
        }
        return Gradescope.text(runners);
    }

    private static List<Part> parts(StepMarks step) {
        if (step.passed() || step.points() == 0) {
            return List.of(new Part("", step.passed(), step.maxPoints()));
        }
        double open = Math.round((step.maxPoints() - step.points()) * 100) / 100.0;
        return List.of(
                new Part(", what passed", true, step.points()),
                new Part(", what did not", false, open));
    }

    private static ObjectNode runner(
            Set<String> ids, ExerciseMarks exercise, StepMarks step, Part part) {
        var runner = JsonNodeFactory.instance.objectNode().put("id", id(ids, exercise, step));
        var name = exercise.exercise() + " " + step.step() + " " + step.name() + part.suffix();
        var status = part.passed() ? "pass" : "fail";
        var message = defused(Feedback.details(exercise, step));
        long duration = Math.round(exercise.seconds() * 1000 / exercise.steps().size());
        result(runner, status, part.worth())
                .add(test(name, status, part.passed() ? part.worth() : 0, message, duration));
        return runner;
    }

    private static com.fasterxml.jackson.databind.node.ArrayNode result(
            ObjectNode runner, String status, double maxScore) {
        return runner.putObject("result")
                .put("version", 1)
                .put("status", status)
                .put("max_score", maxScore)
                .putArray("tests");
    }

    private static ObjectNode test(
            String name, String status, double score, String message, long duration) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", defused(name))
                .put("status", status)
                .put("score", score)
                .put("message", message)
                .put("test_code", "")
                .put("filename", "")
                .put("line_no", 0)
                .put("duration", duration);
    }

    /// A name of letters and digits, which is all that the reporter allows.
    private static String id(Set<String> taken, ExerciseMarks exercise, StepMarks step) {
        var id = (exercise.exercise() + step.step()).replaceAll("[^A-Za-z0-9]", "");
        var free = id;
        for (int i = 2; !taken.add(free.toUpperCase(java.util.Locale.ROOT)); i++) {
            free = id + "x" + i;
        }
        return free;
    }

    private static String defused(String text) {
        var short_ = PrintableText.cut(text, MESSAGE);
        return COMMAND.matcher(short_)
                .replaceAll(found -> {
                    var before = found.group("before");
                    return before == null
                            ? "# #"
                            : java.util.regex.Matcher.quoteReplacement(before) + ": ";
                });
    }

    private Classroom() {}
}
