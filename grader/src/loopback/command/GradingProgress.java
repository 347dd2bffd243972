package loopback.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loopback.course.CourseException;
import loopback.grading.Differences;
import loopback.grading.Grader;
import loopback.grading.Marks;
import loopback.grading.Outcome;
import loopback.grading.Results;
import loopback.intake.Student;
import loopback.sandbox.Sandbox;
import loopback.terminal.Terminal;

/// How far a grading is: one line that is written over and over on a terminal, and elsewhere a line
/// for every tenth of the way.
final class GradingProgress implements Grader.Listener {

    private final Terminal terminal;
    private final Sandbox sandbox;
    private final boolean diff;
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final List<String> changes = new ArrayList<>();
    private int todo;
    private int done;
    private int faults;
    private RemainingTime pace = RemainingTime.now();

    GradingProgress(Terminal terminal, Sandbox sandbox, boolean diff) {
        this.terminal = terminal;
        this.sandbox = sandbox;
        this.diff = diff;
    }

    @Override
    public synchronized void begins(int all, int kept) {
        todo = all - kept;
        pace = RemainingTime.now();
        terminal.complain("Sandbox: " + sandbox.level().word() + " (" + sandbox.sentence() + ").");
        terminal.complain(
                all
                        + (all == 1 ? " submission" : " submissions")
                        + (kept == 0 ? "" : ", " + kept + " of them graded before"));
    }

    @Override
    public synchronized void finished(Marks marks, Optional<Marks> earlier) {
        done++;
        outcomes.merge(marks.outcome(), 1, Integer::sum);
        if (marks.outcome() == Outcome.GRADER_FAULT) {
            faults++;
            say("grader fault with " + marks.student().id() + ": " + marks.reason());
        }
        earlier.map(before -> Differences.between(before, marks)).ifPresent(changes::addAll);
        var line = done + " of " + todo + timeLeft();
        if (!terminal.plain()) {
            terminal.overwrite(line);
        } else if (done == todo || done * 10 / todo != (done - 1) * 10 / todo) {
            terminal.complain(line);
        }
    }

    @Override
    public synchronized void failed(Student student, String sentence) {
        done++;
        faults++;
        say("no marks for " + student.id() + ": " + sentence);
    }

    private void say(String line) {
        terminal.overwrite("");
        terminal.complain(line);
    }

    private String timeLeft() {
        return done == todo ? ", in " + pace.taken() : ", about " + pace.left(done, todo) + " left";
    }

    /// Prints the summary at the end.
    void end(Results results) {
        terminal.overwrite("");
        if (diff) {
            terminal.print(
                    changes.isEmpty() ? "No marks have changed." : "Marks that have changed:");
            changes.forEach(terminal::print);
        }
        var all = new EnumMap<Outcome, Integer>(Outcome.class);
        for (var marks : results.read().marks()) {
            all.merge(marks.outcome(), 1, Integer::sum);
        }
        terminal.print(
                all.getOrDefault(Outcome.GRADED, 0)
                        + " graded, "
                        + all.getOrDefault(Outcome.NOT_GRADABLE, 0)
                        + " not gradable, "
                        + all.getOrDefault(Outcome.GRADER_FAULT, 0)
                        + " grader faults: "
                        + results.folder());
    }

    int exitStatus() {
        return faults == 0 ? ExitStatus.FULL_MARKS : CourseException.MACHINE_CANNOT;
    }
}
