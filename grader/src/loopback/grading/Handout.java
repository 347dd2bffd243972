package loopback.grading;

import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.Lesson;

/// What learners get: the lessons of an assignment with their scripts, the starters and
/// specifications of what counts, the command, built, and the book. Nothing else of the course, and
/// above all nothing that solves anything.
public final class Handout {

    /// What of an assignment learners may know, at the root of what they get.
    public static final String ASSIGNMENT = "handout.toml";

    /// Where the book lies in what they get.
    public static final String BOOK = "book";

    /// How a date is written for those who have to keep it.
    public static final DateTimeFormatter DUE =
            DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm (VV)", Locale.ENGLISH);

    private final Course course;
    private final Assignment assignment;
    private final Bundle files;

    public Handout(Course course, Assignment assignment) {
        this.course = course;
        this.assignment = assignment;
        files = new Bundle(course, this::ofThese);
        files.addCommand();
        files.add("README.adoc", readme());
        files.add(ASSIGNMENT, assignment());
        for (var name : List.of("lessons/glossary.adoc", "lessons/python.adoc")) {
            files.addIfThere(name);
        }
        lessons().forEach(lesson -> files.addAll(lesson.folder()));
        assignment.exercises().forEach(files::add);
    }

    private List<Lesson> lessons() {
        return course.lessons().stream()
                .filter(lesson ->
                        lesson.exercises().stream().anyMatch(assignment.points()::containsKey))
                .toList();
    }

    /// The text of a lesson or of its hints, about the exercises that count.
    private String ofThese(String text) {
        var lines = new ArrayList<String>();
        boolean counts = true;
        for (var line : text.lines().toList()) {
            if (line.startsWith(":exercises:")) {
                var names =
                        Stream.of(line.substring(":exercises:".length()).strip().split("\\s+"))
                                .filter(name -> counts(each -> each.id().equals(name)))
                                .collect(Collectors.joining(" "));
                lines.add(":exercises: " + names);
                continue;
            }
            if (text.startsWith("= Hints") && line.startsWith("== ")) {
                counts = counts(each -> each.name().equals(line.substring(3).strip()));
            }
            if (counts) {
                lines.add(line);
            }
        }
        return String.join("\n", lines) + (text.endsWith("\n") ? "\n" : "");
    }

    private boolean counts(Predicate<Exercise> which) {
        return assignment.exercises().stream().anyMatch(which);
    }

    /// Adds the pages that were made of this handout.
    public void addBook(Path folder) {
        files.addBook(folder);
    }

    /// How many files there are.
    public int size() {
        return files.size();
    }

    /// Writes everything whole or not at all: into an archive if the name ends in `.zip`, else into
    /// a folder that is not there yet.
    public void write(Path to) {
        files.write(to);
    }

    /// Without what is hidden, and without what chance begins with.
    private String assignment() {
        var exercises =
                assignment.points().entrySet().stream()
                        .map(each -> "\"" + each.getKey() + "\" = " + points(each.getValue()))
                        .collect(Collectors.joining("\n"));
        return "title = \"%s\"\ndue = %s\n%s\n[exercises]\n%s\n"
                .formatted(
                        assignment.title().replace("\\", "\\\\").replace("\"", "\\\""),
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(assignment.due()),
                        "zone = \"" + assignment.due().getZone() + "\"\n",
                        exercises);
    }

    private String readme() {
        var exercises =
                assignment.points().entrySet().stream()
                        .map(each -> "| `" + each.getKey() + "` | " + points(each.getValue()))
                        .collect(Collectors.joining("\n"));
        var lessons =
                lessons().stream()
                        .map(lesson ->
                                "* link:lessons/"
                                        + lesson.folder().getFileName()
                                        + "/README.adoc["
                                        + lesson.title()
                                        + "]")
                        .collect(Collectors.joining("\n"));
        return """
        = %s

        Due: %s.

        [cols="3,1"]
        |===
        | exercise | points

        %s
        |===

        == How to go about it

        You need a JDK 25 or newer, and nothing else.

        [source,console]
        ----
        $ ./course
        ----

        It says where you are and what comes next; on Windows it is `course.cmd`.
        Read the lesson, run its scripts, edit the file of an exercise below `exercises/src`, and check it:

        [source,console]
        ----
        $ ./course check %s
        ----

        `./course read` opens the lessons as a book.
        When you are done, or when time is up, make the file that you hand in:

        [source,console]
        ----
        $ ./course submit
        ----

        == Lessons

        %s
        """
                .formatted(
                        assignment.title(),
                        DUE.format(assignment.due()),
                        exercises,
                        assignment.exercises().getFirst().name(),
                        lessons);
    }

    private static String points(double points) {
        return points == Math.rint(points) ? Long.toString((long) points) : Double.toString(points);
    }
}
