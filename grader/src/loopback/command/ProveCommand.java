package loopback.command;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.Mistake;
import loopback.proof.Claim;
import loopback.proof.Diagnoses;
import loopback.proof.Judgement;
import loopback.proof.Proof;
import loopback.proof.RunCounts;
import loopback.proof.Stress;
import loopback.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "prove",
        description = {
            "Checks the course's own solutions again and again on a machine made uncomfortable:",
            "references and alternatives pass, however busy it is."
        },
        mixinStandardHelpOptions = true)
final class ProveCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    @Parameters(
            arity = "0..*",
            paramLabel = "EXERCISE",
            description = "StrictIpv4, addresses/StrictIpv4, or addresses; all by default.")
    private List<String> names = List.of();

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "How often each is checked, ${DEFAULT-VALUE} by default.")
    private int runs = 8;

    @Option(
            names = "--stress",
            split = ",",
            paramLabel = "STRESS",
            description =
                    "${COMPLETION-CANDIDATES}; run by run the next of these, of all but none by"
                            + " default.")
    private List<Stress> stresses = Stress.all();

    @Option(names = "--references", description = "The references alone, without alternatives.")
    private boolean references;

    @Option(names = "--mistakes", description = "The known mistakes too: each is caught.")
    private boolean mistakes;

    @Option(
            names = "--pairs",
            description = {
                "Pairs of known mistakes that one learner can make at the same time, and nothing",
                "else: they get no more points than either alone, and are told nothing untrue."
            })
    private boolean pairs;

    @Option(
            names = "--record",
            description = {
                "Writes the counts of right solutions into solutions/measured/stress.csv,",
                "from which the book makes its page of proofs."
            })
    private boolean record;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "So many checks at a time, as many as there are cores by default.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same order of checks as in a proof with that seed.")
    private long seed = new Random().nextInt(1_000_000);

    @Override
    public Integer call() {
        if (runs < 1 || jobs < 1) {
            throw new CourseException("--runs and --jobs need a number above 0");
        }
        if (record && (pairs || mistakes || stresses.contains(Stress.NONE))) {
            throw new CourseException(
                    "--record counts right solutions under stress: it goes without --pairs,"
                            + " --mistakes and --stress none");
        }
        var course = parent.course();
        var terminal = parent.terminal();
        if (!Files.isDirectory(course.references())) {
            throw new CourseException("there is nothing to prove: this course has no solutions");
        }
        var exercises = exercises(course);
        var claims = claims(course, exercises);
        exercises.forEach(exercise -> missing(course, exercise).forEach(terminal::complain));
        var possible = possible(terminal);
        terminal.print(
                "exercises %d, claims %d, runs %d, seed %d"
                        .formatted(exercises.size(), claims.size(), runs, seed));
        var story = new Story(terminal, claims.size(), runs);
        var proof = new Proof(course, claims, possible, seed, jobs, story);
        var whenStopped = Thread.ofPlatform().unstarted(() -> sum(terminal, exercises, proof));
        Runtime.getRuntime().addShutdownHook(whenStopped);
        proof.run(runs);
        Runtime.getRuntime().removeShutdownHook(whenStopped);
        sum(terminal, exercises, proof);
        if (record) {
            exercises.forEach(proof::record);
        }
        return proof.all().failures() == 0 ? ExitStatus.FULL_MARKS : ExitStatus.NOT_FULL_MARKS;
    }

    private List<Exercise> exercises(Course course) {
        return names.isEmpty()
                ? course.exercises()
                : names.stream().flatMap(n -> course.find(n).stream()).distinct().toList();
    }

    /// Says of an exercise that is just being written what is not proven of it: no failures among
    /// no checks are no proof.
    private List<String> missing(Course course, Exercise exercise) {
        var missing = new ArrayList<String>();
        if (!references && !pairs && Claim.ofAlternatives(course, exercise).isEmpty()) {
            missing.add("alternative");
        }
        if ((mistakes || pairs) && Mistake.files(course, exercise).isEmpty()) {
            missing.add("mistake");
        }
        return missing.stream()
                .map(what ->
                        "course: %s has no %s yet: ./course lint %s says what is missing"
                                .formatted(exercise, what, exercise.name()))
                .toList();
    }

    private List<Claim> claims(Course course, List<Exercise> exercises) {
        var claims = new ArrayList<Claim>();
        for (var exercise : exercises) {
            if (pairs) {
                claims.addAll(Claim.ofPairs(course, exercise));
                continue;
            }
            claims.add(Claim.ofReference(course, exercise));
            if (!references) {
                claims.addAll(Claim.ofAlternatives(course, exercise));
            }
            if (mistakes) {
                claims.addAll(Claim.ofMistakes(course, exercise));
            }
        }
        return claims;
    }

    /// The stresses that this machine can be put under.
    private List<Stress> possible(Terminal terminal) {
        for (var stress : stresses) {
            stress.missing()
                    .ifPresent(program ->
                            terminal.complain(
                                    "course: "
                                            + stress
                                            + " is left out: it takes "
                                            + program
                                            + ", which is not on the path"));
        }
        var possible = stresses.stream().filter(stress -> stress.missing().isEmpty()).toList();
        if (possible.isEmpty()) {
            throw CourseException.ofMachine("no stress is left: name another with --stress");
        }
        return possible;
    }

    private void sum(Terminal terminal, List<Exercise> exercises, Proof proof) {
        terminal.print("");
        terminal.print(line("", "checks", "failures", "at most"));
        for (var exercise : exercises) {
            terminal.print(line(exercise.id(), proof.of(exercise)));
        }
        terminal.print(line("all", proof.all()));
        terminal.print("");
        terminal.print("At most so many fail, at 95 % confidence, where checks are like these.");
        if (mistakes || pairs) {
            diagnoses(terminal, exercises, proof);
        }
    }

    private static void diagnoses(Terminal terminal, List<Exercise> exercises, Proof proof) {
        terminal.print("");
        terminal.print(told("diagnoses", "named", "silent", "wrong", "wordless"));
        var all = Diagnoses.NONE;
        for (var exercise : exercises) {
            var one = proof.alone(exercise).plus(proof.pairs(exercise));
            terminal.print(told(exercise.id(), one));
            all = all.plus(one);
        }
        terminal.print(told("all", all));
    }

    private static String told(String name, Diagnoses told) {
        return told(
                name,
                "" + told.named(),
                "" + told.silent(),
                "" + told.wrong(),
                "" + told.wordless());
    }

    private static String told(
            String name, String named, String silent, String wrong, String wordless) {
        return String.format("%-36s %8s %8s %8s %9s", name, named, silent, wrong, wordless);
    }

    private static String line(String name, RunCounts counts) {
        var percent = String.format(Locale.ROOT, "%.2f %%", 100 * counts.upperBound());
        return line(name, "" + counts.runs(), "" + counts.failures(), percent);
    }

    private static String line(String name, String checks, String failures, String bound) {
        return String.format("%-36s %8s %10s %10s", name, checks, failures, bound).stripTrailing();
    }

    /// Tells failures as they come, and how far it is: on a terminal in a line that is written over
    /// and over, elsewhere with a line for each run.
    private static final class Story implements Proof.Listener {

        private final Terminal terminal;
        private final int claims;
        private final int runs;
        private final RemainingTime pace = RemainingTime.now();
        private int checked;
        private int failures;
        private int failuresBefore;
        private RemainingTime paceOfRun = pace;

        Story(Terminal terminal, int claims, int runs) {
            this.terminal = terminal;
            this.claims = claims;
            this.runs = runs;
        }

        @Override
        public void begins(int run, Stress stress) {
            failuresBefore = failures;
            paceOfRun = RemainingTime.now();
        }

        @Override
        public void checked(int run, Stress stress, Claim claim, Judgement judgement) {
            checked++;
            judgement
                    .objection()
                    .ifPresent(why -> {
                        failures++;
                        terminal.overwrite("");
                        terminal.print(
                                terminal.failed()
                                        + " run "
                                        + run
                                        + ", "
                                        + stress
                                        + ", not so: "
                                        + claim);
                        terminal.print("   " + why.replace("\n", "\n   "));
                    });
            terminal.overwrite(progress(run, stress));
        }

        private String progress(int run, Stress stress) {
            return "run %d of %d, %s: %d of %d checks, %d failures, about %s left"
                    .formatted(
                            run,
                            runs,
                            stress,
                            checked - (run - 1) * claims,
                            claims,
                            failures,
                            pace.left(checked, (long) claims * runs));
        }

        @Override
        public void ended(int run, Stress stress) {
            terminal.overwrite("");
            terminal.print(
                    "run %d  %-10s  %d checks, %d failures, %s"
                            .formatted(
                                    run,
                                    stress,
                                    claims,
                                    failures - failuresBefore,
                                    paceOfRun.taken()));
        }
    }
}
