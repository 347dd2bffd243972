package loopback.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.Mistake;
import loopback.engine.verdict.Verdict;
import loopback.grading.Grading;
import loopback.grading.Marks;
import loopback.grading.Outcome;
import loopback.grading.Results;
import loopback.intake.Student;
import loopback.marks.ExerciseMarks;
import loopback.similar.Similarities;
import loopback.terminal.PointsFormat;
import loopback.terminal.PrintableText;

/// What a teacher wants to know of a class.
///
/// @param grading with texts that can be printed
/// @param similar pairs of submissions that resemble each other, if anybody looked for them
record Summary(
        Grading grading,
        Distribution distribution,
        List<ExerciseStatistics> exercises,
        List<Misunderstanding> misunderstandings,
        List<Look> looks,
        Optional<Similarities> similar) {

    private static final int MOST_OF_MOODLE = 100;

    /// A submission that a person has to look at.
    record Look(Student student, List<Reason> reasons) {}

    /// Why somebody has to look at it.
    record Reason(String kind, String sentence) {}

    /// A likely misunderstanding, and who has it.
    ///
    /// @param mistake the classic mistake of the course, if it is one
    record Misunderstanding(
            String exercise, String words, Optional<Mistake> mistake, List<Student> students) {

        String diff() {
            return mistake.map(m -> String.join("\n", m.diff())).orElse("");
        }
    }

    static Summary of(Grading grading, Course course, Optional<Similarities> similar) {
        var cleaned = grading.with(grading.marks().stream().map(CleanedMarks::of).toList());
        return new Summary(
                cleaned,
                Distribution.of(cleaned),
                ExerciseStatistics.of(cleaned),
                misunderstandings(cleaned, course),
                looks(cleaned),
                similar);
    }

    /// The diagnosed mistakes, the most frequent first.
    private static List<Misunderstanding> misunderstandings(Grading grading, Course course) {
        var having = new TreeMap<String, LinkedHashMap<String, List<Student>>>();
        for (var marks : grading.marks()) {
            for (var exercise : marks.exercises()) {
                if (exercise.isNotBegun()) {
                    continue; // It says nothing about what anybody understands.
                }
                exercise.mistake().stream()
                        .flatMap(String::lines)
                        .forEach(words ->
                                having.computeIfAbsent(
                                                exercise.exercise(), _ -> new LinkedHashMap<>())
                                        .computeIfAbsent(words, _ -> new ArrayList<>())
                                        .add(marks.student()));
            }
        }
        var all = new ArrayList<Misunderstanding>();
        having.forEach((exercise, byWords) -> {
            var known = Mistake.of(course, Exercise.of(exercise));
            byWords.forEach((words, students) ->
                    all.add(
                            new Misunderstanding(
                                    exercise,
                                    words,
                                    known.stream()
                                            .filter(m -> m.perhaps().equals(words))
                                            .findFirst(),
                                    students)));
        });
        all.sort((a, b) -> Integer.compare(b.students().size(), a.students().size()));
        return all;
    }

    private static List<Look> looks(Grading grading) {
        return grading.marks().stream()
                .map(marks -> new Look(marks.student(), reasons(marks)))
                .filter(look -> !look.reasons().isEmpty())
                .toList();
    }

    private static List<Reason> reasons(Marks marks) {
        var reasons = new ArrayList<Reason>();
        if (!marks.graded()) {
            reasons.add(new Reason(kind(marks), marks.reason()));
        }
        var incidents = new ArrayList<>(marks.incidents());
        for (var exercise : marks.exercises()) {
            if (exercise.status() == Verdict.Status.REFUSED) {
                reasons.add(reason("refused", exercise));
                incidents.removeIf(each -> each.startsWith(exercise.exercise() + " was refused"));
            } else if (exercise.status() == Verdict.Status.STOPPED) {
                reasons.add(reason("stopped", exercise));
            }
        }
        incidents.forEach(incident -> reasons.add(new Reason("incident", incident)));
        return reasons;
    }

    private static Reason reason(String kind, ExerciseMarks exercise) {
        return new Reason(kind, exercise.exercise() + ": " + firstLine(exercise.message()));
    }

    private static String kind(Marks marks) {
        return marks.outcome() == Outcome.GRADER_FAULT ? "grader fault" : "not gradable";
    }

    private static String firstLine(String text) {
        return PrintableText.cut(text.lines().findFirst().orElse(""), 200);
    }

    /// Where the student's feedback lies, seen from the summary.
    static String feedbackOf(Student student) {
        var id =
                URLEncoder.encode(Results.fileName(student), StandardCharsets.UTF_8)
                        .replace("+", "%20");
        return "students/" + id + "/feedback.html";
    }

    /// Whether nobody's time is known, so that nothing can count as late.
    boolean knowsNoTimes() {
        return !grading.marks().isEmpty()
                && grading.marks().stream().allMatch(marks -> marks.submitted().isEmpty());
    }

    /// Who was graded and is not in that table, and what can be done about it; empty if all are.
    List<String> notExported() {
        var lines = new ArrayList<String>();
        var moodle = CsvTables.notInMoodle(grading);
        if (!moodle.isEmpty()) {
            lines.add(
                    "moodle.csv is without "
                            + names(moodle)
                            + ": their ID number or email address is not known. Moodle's grading"
                            + " worksheet, as --roster, has both.");
        }
        var canvas = CsvTables.notInCanvas(grading);
        if (!canvas.isEmpty()) {
            lines.add(
                    "canvas.csv is without "
                            + names(canvas)
                            + ": their ID is not known. Canvas's own export of the gradebook, as"
                            + " --roster, has it.");
        }
        if (grading.maxPoints() > MOST_OF_MOODLE) {
            lines.add(
                    "moodle.csv gives up to "
                            + PointsFormat.of(grading.maxPoints())
                            + " points, and an item that Moodle's import makes takes 100 at most:"
                            + " make one with that maximum first, and map the column to it.");
        }
        return lines;
    }

    private static String names(List<Student> students) {
        return students.stream().map(Summary::nameOf).collect(Collectors.joining(", "));
    }

    /// How a student is called in a table.
    static String nameOf(Student student) {
        return student.name().isEmpty()
                ? PrintableText.line(student.id())
                : PrintableText.line(student.name());
    }

    /// What is to be known of marks beside the points.
    static String remarks(Marks marks) {
        var remarks = new ArrayList<String>();
        if (!marks.graded()) {
            remarks.add(kind(marks));
        }
        if (marks.lateness().any()) {
            remarks.add(
                    TimeFormat.words(marks.lateness().late())
                            + " late, "
                            + PointsFormat.of(marks.lateness().percentKept())
                            + " % of "
                            + PointsFormat.of(marks.earned())
                            + " kept");
        }
        if (!marks.repairs().isEmpty()) {
            remarks.add("put right: " + String.join(" ", marks.repairs()));
        }
        return String.join("; ", remarks);
    }

    String title() {
        return PrintableText.line(grading.title());
    }

    ZoneId zone() {
        return grading.due().getZone();
    }

    long count(Outcome outcome) {
        return grading.marks().stream().filter(marks -> marks.outcome() == outcome).count();
    }

    long late() {
        return grading.marks().stream().filter(marks -> marks.lateness().any()).count();
    }

    /// How the student of that id is called; an id that nobody has here is shown as it is.
    String nameOf(String id) {
        return grading.marks().stream()
                .map(Marks::student)
                .filter(student -> student.id().equals(id))
                .findFirst()
                .map(Summary::nameOf)
                .orElseGet(() -> PrintableText.line(id));
    }

    /// How many have other sources now than when they were compared, or were not there yet.
    long comparedBefore(Similarities similar) {
        return grading.marks().stream()
                .filter(marks -> !marks.hash().isEmpty())
                .filter(marks -> !marks.hash().equals(similar.compared().get(marks.student().id())))
                .count();
    }

    static String first(Similarities.Place place) {
        return lines(place.firstFile(), place.firstFrom(), place.firstTo());
    }

    static String second(Similarities.Place place) {
        return lines(place.secondFile(), place.secondFrom(), place.secondTo());
    }

    private static String lines(String file, int from, int to) {
        return PrintableText.line(file) + ":" + from + "–" + to;
    }
}
