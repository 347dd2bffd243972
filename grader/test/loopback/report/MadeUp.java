package loopback.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.Mistake;
import loopback.engine.verdict.Verdict;
import loopback.engine.verdict.WireEvent;
import loopback.grading.Grading;
import loopback.grading.Lateness;
import loopback.grading.Marks;
import loopback.grading.Outcome;
import loopback.grading.Provenance;
import loopback.intake.Student;
import loopback.marks.ExerciseMarks;
import loopback.marks.StepMarks;

/// A class of thirty, made up, with honest, broken and hostile submissions.
final class MadeUp {

    /// What a submission may say, in every place where it may say something.
    static final String HOSTILE =
            "=cmd|'/c calc'!A0 ]]> <script>alert(1)</script> \" onload=\"x"
                    + " \033[2J\033[31mred\u0007\u0000\ufffe \ud800x\udc00 \u202eevil\u2066"
                    + " {\"score\":100} &amp; ${7*7}\n::notice title=Autograding report::{\"totalPoints\":99}\n"
                    + "  ::stop-commands::x\n##[error]x\n=HYPERLINK(\"http://example.org\")";

    static final String SECRET = "the hidden step sends 0xCAFE";

    private static final Instant DUE = Instant.parse("2026-11-06T22:59:00Z");
    private static final int FAILING = 4;

    private final Course course;
    private final Random random = new Random(7);

    private MadeUp(Course course) {
        this.course = course;
    }

    /// The class, in the exercises of that course.
    static Grading grading(Course course, List<String> exercises) {
        return new MadeUp(course).grading(exercises);
    }

    private Grading grading(List<String> exercises) {
        var points = new LinkedHashMap<String, Double>();
        exercises.forEach(exercise -> points.put(exercise, 10.0));
        var marks = IntStream.range(0, 30).mapToObj(i -> marks(i, exercises)).toList();
        return new Grading(
                "Sheet 1: one server, one client",
                ZonedDateTime.parse("2026-11-06T23:59:00+01:00[Europe/Berlin]"),
                points,
                false,
                new Provenance(
                        "Loopback 1",
                        "25.0.3",
                        "full",
                        "Each submission ran as another user, without a network but its own.",
                        Map.of(exercises.getFirst(), "512 MB, 200 threads, 30 s"),
                        Map.of(exercises.getFirst(), 42L),
                        Map.of(exercises.getFirst() + "Test.java", "9f".repeat(32)),
                        Instant.parse("2026-11-07T08:00:00Z"),
                        2),
                marks);
    }

    private Marks marks(int i, List<String> exercises) {
        return switch (i) {
            case 3 -> notGraded(i, Outcome.NOT_GRADABLE, "entry ../../x leaves the archive");
            case 9 -> notGraded(i, Outcome.NOT_GRADABLE, HOSTILE);
            case 14 -> notGraded(i, Outcome.GRADER_FAULT, "no space left on device");
            case 5 -> hostile(i, exercises);
            case 21 -> broken(i, exercises, Verdict.Status.REFUSED, "EchoOnce.java:12  exit");
            case 22 -> broken(i, exercises, Verdict.Status.DID_NOT_COMPILE, "EchoOnce.java:3  ;");
            default -> honest(i, exercises);
        };
    }

    private static Student student(int i) {
        var names =
                List.of("Ada Lovelace", "Grace Hopper", "Vint Cerf", "Radia Perlman", "Jörg Öz");
        return i == 5
                ? new Student("=1+1", "=HYPERLINK(\"http://example.org\")", "@SUM(A1)")
                : new Student(
                        "s%02d".formatted(i),
                        names.get(i % names.size()) + " " + i,
                        "s%02d@example.org".formatted(i));
    }

    private static Marks notGraded(int i, Outcome outcome, String reason) {
        return marks(i, outcome, reason, List.of(), List.of(), Lateness.NONE);
    }

    private static Marks marks(
            int i,
            Outcome outcome,
            String reason,
            List<ExerciseMarks> exercises,
            List<String> incidents,
            Lateness lateness) {
        return new Marks(
                student(i),
                i == 5 ? HOSTILE : "s" + i + ".zip",
                "ab".repeat(32),
                outcome,
                reason,
                Optional.of(DUE.plus(lateness.late())),
                lateness,
                exercises,
                i % 6 == 0 ? List.of("The folder around the packages was left out.") : List.of(),
                incidents,
                Duration.ofMillis(1234 + i));
    }

    private Marks honest(int i, List<String> names) {
        var exercises = new ArrayList<ExerciseMarks>();
        for (var name : names) {
            var mistakes = Mistake.of(course, Exercise.of(name));
            exercises.add(
                    mistakes.isEmpty() || random.nextInt(FAILING) > 0
                            ? passed(name, 5, "")
                            : mistaken(name, mistakes.get(random.nextInt(mistakes.size()))));
        }
        var late = i % 7 == 1 ? new Lateness(Duration.ofHours(20), 90) : Lateness.NONE;
        return marks(i, Outcome.GRADED, "", exercises, List.of(), late);
    }

    private static Marks broken(int i, List<String> names, Verdict.Status status, String why) {
        var exercises = new ArrayList<ExerciseMarks>();
        for (var name : names) {
            exercises.add(
                    exercises.isEmpty()
                            ? new ExerciseMarks(
                                    name, status, why, 0, 10, 0.1, steps(6, name, List.of(), ""))
                            : passed(name, 5, ""));
        }
        return marks(i, Outcome.GRADED, "", exercises, List.of(), Lateness.NONE);
    }

    private static Marks hostile(int i, List<String> names) {
        var exercises = names.stream().map(name -> passed(name, 2, HOSTILE)).toList();
        var incidents = List.of("It tried to end the JVM: " + HOSTILE);
        return marks(i, Outcome.GRADED, "", exercises, incidents, Lateness.NONE);
    }

    private static ExerciseMarks mistaken(String name, Mistake mistake) {
        var steps = new ArrayList<StepMarks>();
        int number = 0;
        for (var fails : mistake.fails().stream().sorted().toList()) {
            steps.add(
                    step(++number, fails, 10.0 / 5, false, "expected  a\nfound     b")
                            .apply(Optional.of(mistake.perhaps())));
        }
        while (number < 5) {
            steps.add(
                    step(++number, "a_step_that_passes_" + number, 2, true, "")
                            .apply(Optional.empty()));
        }
        double points = steps.stream().mapToDouble(StepMarks::points).sum();
        return new ExerciseMarks(
                name, Verdict.Status.FAILED, "", points, 10, 0.4, List.copyOf(steps));
    }

    private interface Diagnosed {
        StepMarks apply(Optional<String> mistake);
    }

    private static Diagnosed step(
            int number, String name, double max, boolean passed, String message) {
        return mistake ->
                new StepMarks(
                        number,
                        name,
                        passed ? Verdict.Outcome.PASSED : Verdict.Outcome.FAILED,
                        passed ? max : 0,
                        max,
                        message,
                        passed
                                ? List.of()
                                : List.of("1  peer  connects", "2  peer  sends 2 bytes  \"hi\""),
                        passed
                                ? List.of()
                                : List.of(
                                        new WireEvent(1, "peer", "connects", 0, 0, "", "peer"),
                                        new WireEvent(2, "peer", "sends", 2, 1, "\"hi\"", "peer")),
                        "",
                        mistake,
                        false);
    }

    /// Passes that many of five steps, one hidden step, and another one only with all five.
    private static ExerciseMarks passed(String name, int passed, String said) {
        var steps = new ArrayList<StepMarks>();
        for (int i = 1; i <= 5; i++) {
            steps.add(
                    new StepMarks(
                            i,
                            "a_step_that_passes_" + i,
                            i <= passed ? Verdict.Outcome.PASSED : Verdict.Outcome.TIMED_OUT,
                            i <= passed ? 1.5 : 0,
                            1.5,
                            i <= passed ? "" : said,
                            i <= passed ? List.of() : said.lines().toList(),
                            i <= passed
                                    ? List.of()
                                    : List.of(
                                            new WireEvent(1, said, said, 1, 1, said, said),
                                            new WireEvent(2, "you", said, 1, 1, said, said)),
                            i <= passed ? "" : said,
                            i <= passed ? Optional.empty() : Optional.of(said),
                            false));
        }
        boolean all = passed == 5;
        steps.add(
                new StepMarks(
                        6,
                        "the_secret_step",
                        all ? Verdict.Outcome.PASSED : Verdict.Outcome.FAILED,
                        all ? 1.5 : 0,
                        1.5,
                        all ? "" : SECRET,
                        all ? List.of() : List.of(SECRET),
                        all
                                ? List.of()
                                : List.of(new WireEvent(1, "you", SECRET, 0, 0, SECRET, SECRET)),
                        all ? "" : SECRET,
                        Optional.empty(),
                        true));
        steps.add(
                new StepMarks(
                        7,
                        "another_secret_step",
                        Verdict.Outcome.PASSED,
                        1,
                        1,
                        "",
                        List.of(),
                        List.of(),
                        "",
                        Optional.empty(),
                        true));
        double points = steps.stream().mapToDouble(StepMarks::points).sum();
        var status = all ? Verdict.Status.PASSED : Verdict.Status.FAILED;
        return new ExerciseMarks(name, status, "", points, 10, 0.3, List.copyOf(steps));
    }

    private static List<StepMarks> steps(
            int count, String name, List<String> transcript, String said) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i ->
                        new StepMarks(
                                i,
                                "a_step_that_passes_" + i,
                                Verdict.Outcome.NOT_RUN,
                                0,
                                i == count ? 2.5 : 1.5,
                                said,
                                transcript,
                                List.of(),
                                "",
                                Optional.empty(),
                                false))
                .toList();
    }
}
