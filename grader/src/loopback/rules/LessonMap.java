package loopback.rules;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Lesson;

/// The table of `lessons/README.adoc`: a row of five cells for each lesson, one cell a line.
///
/// Link, minutes and exercises of a row follow from the lesson's header; what one can do afterwards
/// and what it takes are written by hand.
final class LessonMap {

    private final Course course;
    private final List<Row> rows = new ArrayList<>();

    /// The lines of a row.
    record Row(List<String> lines) {

        private String folder() {
            return lines.getFirst().replaceAll("\\|xref:([^/]*)/.*", "$1");
        }
    }

    LessonMap(Course course) {
        this.course = course;
        var file = course.root().resolve("lessons/README.adoc");
        var row = new ArrayList<String>();
        for (var line : Files.exists(file) ? FileIo.lines(file) : List.<String>of()) {
            if (line.startsWith("|xref:")) {
                row.clear();
            }
            if (line.startsWith("|") && !line.equals("|===")) {
                row.add(line);
            } else if (!row.isEmpty() && row.getFirst().startsWith("|xref:")) {
                rows.add(new Row(List.copyOf(row)));
                row.clear();
            }
        }
    }

    /// The row of a lesson, if it has one.
    Optional<Row> row(Lesson lesson) {
        var folder = lesson.folder().getFileName().toString();
        return rows.stream().filter(row -> row.folder().equals(folder)).findFirst();
    }

    /// What a lesson's row has and should not have, a line for each.
    List<String> faults(Lesson lesson) {
        var row = row(lesson);
        if (row.isEmpty()) {
            return List.of("lessons/README.adoc has no row that begins with  " + link(lesson));
        }
        var lines = row.get().lines();
        if (lines.size() != 5) {
            return List.of("lessons/README.adoc: a row has five lines, this one not: " + lines);
        }
        var faults = new ArrayList<String>();
        compare(link(lesson), lines.get(0), faults);
        compare("|" + lesson.minutes(), lines.get(2), faults);
        compare(exercises(lesson), lines.get(3), faults);
        return faults;
    }

    /// The rows of lessons that are not there.
    List<String> strays() {
        var folders =
                course.lessons().stream().map(l -> l.folder().getFileName().toString()).toList();
        return rows.stream()
                .filter(row -> !folders.contains(row.folder()))
                .map(row -> "lessons/README.adoc: there is no lesson " + row.folder())
                .toList();
    }

    private static void compare(String wanted, String found, List<String> faults) {
        if (!wanted.equals(found)) {
            faults.add("lessons/README.adoc says  " + found + "  and not  " + wanted);
        }
    }

    private static String link(Lesson lesson) {
        return "|xref:%s/README.adoc[%d %s]"
                .formatted(lesson.folder().getFileName(), lesson.number(), lesson.title());
    }

    private static String exercises(Lesson lesson) {
        return "|"
                + lesson.exercises().stream().map(Exercise::name).collect(Collectors.joining(", "));
    }
}
