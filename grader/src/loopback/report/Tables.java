package loopback.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import loopback.grading.ExerciseMarks;
import loopback.grading.Grading;
import loopback.grading.Marks;
import org.apache.commons.csv.CSVFormat;

/// Marks as CSV: for the teacher, and as Moodle and Canvas import them.
///
/// A spreadsheet takes a cell that begins with certain signs for a formula, quoted or not. Such a
/// cell begins with an apostrophe here.
final class Tables {

    private static final String FORMULA = "=+-@|%＝＋－＠";
    private static final int CELL = 1000;

    /// Spreadsheets need a mark to read UTF-8.
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /// Everything, for the teacher. Who was not graded has no points, not zero.
    static String grades(Grading grading) {
        var rows = new ArrayList<List<String>>();
        var heading =
                new ArrayList<>(
                        List.of(
                                "id",
                                "name",
                                "email",
                                "submission",
                                "outcome",
                                "points",
                                "max_points",
                                "points_before_lateness",
                                "minutes_late"));
        heading.addAll(grading.points().keySet());
        heading.add("remarks");
        rows.add(heading);
        for (var marks : grading.marks()) {
            var row = new ArrayList<String>();
            row.add(marks.student().id());
            row.add(marks.student().name());
            row.add(marks.student().email());
            row.add(marks.submission());
            row.add(marks.outcome().words());
            row.add(marks.graded() ? Points.of(marks.points()) : "");
            row.add(Points.of(grading.maxPoints()));
            row.add(marks.graded() ? Points.of(marks.earned()) : "");
            row.add("" + marks.lateness().late().toMinutes());
            grading.points().keySet().forEach(exercise -> row.add(points(marks, exercise)));
            row.add(remarks(marks));
            rows.add(row);
        }
        return BYTE_ORDER_MARK + csv(rows);
    }

    /// For the gradebook of Moodle, which finds people by the columns that the teacher maps. Who was
    /// not graded is left out: an empty cell would erase an earlier mark.
    static String moodle(Grading grading) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("ID number", "Email address", grading.title(), "Feedback"));
        for (var marks : grading.marks()) {
            if (marks.graded()) {
                rows.add(
                        List.of(
                                marks.student().id(),
                                marks.student().email(),
                                Points.of(marks.points()),
                                feedback(marks)));
            }
        }
        return csv(rows);
    }

    /// For the gradebook of Canvas, whose own export has these columns, and points possible below
    /// the heading. Who was not graded is left out, and keeps an earlier mark.
    static String canvas(Grading grading) {
        var rows = new ArrayList<List<String>>();
        rows.add(
                List.of(
                        "Student",
                        "ID",
                        "SIS User ID",
                        "SIS Login ID",
                        "Section",
                        grading.title()));
        rows.add(List.of("Points Possible", "", "", "", "", Points.of(grading.maxPoints())));
        for (var marks : grading.marks()) {
            if (marks.graded()) {
                var id = marks.student().id();
                rows.add(
                        List.of(
                                marks.student().name(),
                                id.matches("\\d+") ? id : "",
                                id,
                                marks.student().email(),
                                "",
                                Points.of(marks.points())));
            }
        }
        return csv(rows);
    }

    private static String points(Marks marks, String exercise) {
        return marks.exercises().stream()
                .filter(each -> marks.graded() && each.exercise().equals(exercise))
                .map(each -> Points.of(each.points()))
                .findFirst()
                .orElse("");
    }

    private static String remarks(Marks marks) {
        var remarks = new ArrayList<String>();
        if (!marks.reason().isEmpty()) {
            remarks.add(marks.reason());
        }
        remarks.addAll(marks.incidents());
        remarks.addAll(marks.repairs());
        return String.join(" ", remarks);
    }

    private static String feedback(Marks marks) {
        return String.join(
                "; ",
                marks.exercises().stream()
                        .map((ExerciseMarks each) ->
                                each.exercise()
                                        + " "
                                        + Points.of(each.points())
                                        + "/"
                                        + Points.of(each.maxPoints()))
                        .toList());
    }

    private static String csv(List<List<String>> rows) {
        var text = new StringBuilder();
        try {
            for (var row : rows) {
                CSVFormat.RFC4180.printRecord(text, row.stream().map(Tables::cell).toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String cell(String text) {
        var line = Text.cut(Text.line(text), CELL);
        boolean formula = !line.isEmpty() && FORMULA.indexOf(line.charAt(0)) >= 0;
        return (formula ? "'" : "") + line;
    }

    private Tables() {}
}
