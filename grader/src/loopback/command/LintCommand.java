package loopback.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.proof.Claim;
import loopback.proof.Claims;
import loopback.proof.Judgement;
import loopback.proof.Proof;
import loopback.proof.Stress;
import loopback.rules.Rule;
import loopback.rules.Rules;
import loopback.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "lint",
        description = {
            "Says what is missing or wrong in an exercise or a lesson, in the words of the gate:",
            "first what can be seen at once, then what starter, solutions and mistakes do."
        },
        mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    @Parameters(
            arity = "0..*",
            paramLabel = "EXERCISE|LESSON",
            description = "LineFramer, framing/LineFramer, framing or 06-framing; all by default.")
    private List<String> names = List.of();

    @Option(names = "--quick", description = "Only what can be seen without running anything.")
    private boolean quick;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "So many checks at a time; by default what the machine bears.")
    private int jobs = Proof.jobs();

    private int faults;

    @Override
    public Integer call() {
        if (jobs < 1) {
            throw new CourseException("--jobs needs a number above 0");
        }
        var course = parent.course();
        var terminal = parent.terminal();
        var rules = new Rules(course, parent.engine());
        var exercises = new LinkedHashSet<Exercise>();
        var chosen = new ArrayList<Rule>();
        for (var name : names.isEmpty() ? List.of("") : names) {
            var meant = rules.find(name);
            chosen.addAll(meant.rules());
            exercises.addAll(meant.exercises());
        }
        chosen.forEach(
                rule -> tell(terminal, rule.subject() + ": " + rule.sentence(), rule.faults()));
        int looked = chosen.size();
        if (!quick) {
            var claims =
                    exercises.stream().flatMap(each -> Claims.of(course, each).stream()).toList();
            prove(course, terminal, exercises, claims);
            looked += claims.size();
        }
        terminal.print(looked + " looked at, " + faults + " missing or wrong");
        return faults == 0 ? ExitStatus.FULL_MARKS : ExitStatus.NOT_FULL_MARKS;
    }

    private void tell(Terminal terminal, String what, List<String> found) {
        if (found.isEmpty()) {
            return;
        }
        faults += found.size();
        terminal.overwrite("");
        terminal.print(terminal.failed() + " not so: " + what);
        found.forEach(fault -> terminal.print("   " + fault.replace("\n", "\n   ")));
    }

    private void prove(
            Course course, Terminal terminal, Set<Exercise> exercises, List<Claim> claims) {
        Proof.Listener listener =
                new Proof.Listener() {
                    private int checked;

                    @Override
                    public void checked(int run, Stress stress, Claim claim, Judgement judgement) {
                        checked++;
                        judgement
                                .chance()
                                .ifPresent(why ->
                                        terminal.print(
                                                "by chance, to be mended: not so at the first look: "
                                                        + claim
                                                        + "\n"
                                                        + why));
                        judgement
                                .objection()
                                .ifPresent(why -> tell(terminal, claim.toString(), List.of(why)));
                        terminal.overwrite(checked + " of " + claims.size() + " checks");
                    }
                };
        var proof = Proof.once(course, claims, jobs, listener);
        proof.run(1);
        terminal.overwrite("");
        for (var exercise : exercises) {
            Claims.objectionTo(proof.alone(exercise), proof.pairs(exercise))
                    .ifPresent(why ->
                            tell(terminal, exercise + ": enough mistakes are named", List.of(why)));
        }
    }
}
