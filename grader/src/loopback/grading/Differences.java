package loopback.grading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import loopback.marks.ExerciseMarks;
import loopback.marks.StepMarks;

/// What has changed from one grading of a submission to the next, in lines.
public final class Differences {

    /// The lines; none if the marks say the same.
    public static List<String> between(Marks before, Marks now) {
        var lines = new ArrayList<String>();
        if (before.outcome() != now.outcome()) {
            lines.add("    " + before.outcome().words() + " -> " + now.outcome().words());
        }
        var earlier = new HashMap<String, ExerciseMarks>();
        before.exercises().forEach(each -> earlier.put(each.exercise(), each));
        for (var exercise : now.exercises()) {
            var old = earlier.get(exercise.exercise());
            if (old == null) {
                lines.add("    " + exercise.exercise() + " is new");
            } else {
                compare(old, exercise, lines);
            }
        }
        if (before.lateness().percentKept() != now.lateness().percentKept()) {
            lines.add(
                    "    lateness leaves "
                            + points(before.lateness().percentKept())
                            + " % -> "
                            + points(now.lateness().percentKept())
                            + " %");
        }
        if (lines.isEmpty()) {
            return lines;
        }
        var why =
                before.hash().equals(now.hash())
                        ? "the same sources, held against other specifications or weighed"
                                + " otherwise"
                        : "other sources";
        lines.addFirst(
                "  "
                        + now.student().id()
                        + ": "
                        + points(before.points())
                        + " -> "
                        + points(now.points())
                        + " points; "
                        + why);
        return lines;
    }

    private static void compare(ExerciseMarks old, ExerciseMarks now, List<String> lines) {
        var head = "    " + now.exercise();
        if (old.status() != now.status()) {
            lines.add(head + " " + old.status().words() + " -> " + now.status().words());
        }
        if (old.maxPoints() != now.maxPoints()) {
            lines.add(
                    head
                            + " is worth "
                            + points(old.maxPoints())
                            + " -> "
                            + points(now.maxPoints()));
        }
        var steps = new HashMap<String, StepMarks>();
        old.steps().forEach(each -> steps.put(key(each), each));
        for (var step : now.steps()) {
            var was = steps.remove(key(step));
            if (was == null) {
                lines.add(head + " has a new step " + step.name());
            } else if (was.status() != step.status()) {
                lines.add(
                        head
                                + " "
                                + step.name()
                                + ": "
                                + was.status().words()
                                + " -> "
                                + step.status().words());
            }
        }
        steps.values()
                .forEach(gone -> lines.add(head + " has no step " + gone.name() + " any more"));
    }

    private static String key(StepMarks step) {
        return step.hidden() + step.name();
    }

    private static String points(double points) {
        return String.format(Locale.ROOT, "%.2f", points).replaceFirst("\\.?0+$", "");
    }

    private Differences() {}
}
