package loopback.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import loopback.grading.Grading;
import loopback.grading.Marks;
import loopback.intake.ExternalIds;
import loopback.intake.Student;
import loopback.marks.ExerciseMarks;
import loopback.terminal.PointsFormat;
import loopback.terminal.PrintableText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/// Marks as CSV: for the teacher, and as Moodle and Canvas import them.
///
/// A spreadsheet takes a cell that begins with certain signs for a formula, quoted or not, and may
/// take a semicolon or a tab for the end of a cell. What would begin a formula then begins with an
/// apostrophe here.
final class CsvTables {

    private static final String SIGNS = "=+\\-@|%＝＋－＠";
    private static final Pattern FORMULA =
            Pattern.compile("(?:^|(?<=[;\\t]))(\\s*)(?=[" + SIGNS + "])");
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();
    private static final int CELL = 1000;

    /// A row of a table for another system, and whose it is.
    private record Row(Student student, ExternalIds keys, Marks marks) {}

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
            row.add(marks.graded() ? PointsFormat.of(marks.points()) : "");
            row.add(PointsFormat.of(grading.maxPoints()));
            row.add(marks.graded() ? PointsFormat.of(marks.earned()) : "");
            row.add("" + marks.lateness().late().toMinutes());
            grading.points().keySet().forEach(exercise -> row.add(points(marks, exercise)));
            row.add(remarks(marks));
            rows.add(row);
        }
        for (var student : grading.people().absent()) {
            var row =
                    new ArrayList<>(
                            List.of(
                                    student.id(),
                                    student.name(),
                                    student.email(),
                                    "",
                                    "not-handed-in",
                                    "",
                                    PointsFormat.of(grading.maxPoints()),
                                    "",
                                    ""));
            grading.points().keySet().forEach(_ -> row.add(""));
            row.add("");
            rows.add(row);
        }
        return BYTE_ORDER_MARK + csv(rows);
    }

    /// For the gradebook of Moodle, which finds people by the column that the teacher maps. Who was
    /// not graded is left out: an empty cell would erase an earlier mark. Who lacks the key is left
    /// out: Moodle gives the mark of a row without one to the learner of the row before.
    static String moodle(Grading grading) {
        boolean numbers = any(grading, ExternalIds::idNumber);
        boolean addresses = any(grading, ExternalIds::email);
        var rows = new ArrayList<List<String>>();
        rows.add(
                moodleRow(
                        "ID number",
                        "Email address",
                        grading.title(),
                        "Feedback",
                        numbers,
                        addresses));
        for (var row : rows(grading)) {
            if (hasMoodleKeys(row.keys(), numbers, addresses)) {
                rows.add(
                        moodleRow(
                                row.keys().idNumber(),
                                row.keys().email(),
                                PointsFormat.of(row.marks().points()),
                                feedback(row.marks()),
                                numbers,
                                addresses));
            }
        }
        return csv(rows);
    }

    private static List<String> moodleRow(
            String number,
            String address,
            String points,
            String feedback,
            boolean numbers,
            boolean addresses) {
        var row = new ArrayList<String>();
        if (numbers) {
            row.add(number);
        }
        if (addresses) {
            row.add(address);
        }
        row.addAll(List.of(points, feedback));
        return row;
    }

    /// Whether a row has a key in each column that there is: any of them may be the one that counts.
    private static boolean hasMoodleKeys(ExternalIds keys, boolean numbers, boolean addresses) {
        return (numbers || addresses)
                && (!numbers || !keys.idNumber().isBlank())
                && (!addresses || !keys.email().isBlank());
    }

    /// Who was graded and is not in `moodle.csv`.
    static List<Student> notInMoodle(Grading grading) {
        boolean numbers = any(grading, ExternalIds::idNumber);
        boolean addresses = any(grading, ExternalIds::email);
        return rows(grading).stream()
                .filter(row -> !hasMoodleKeys(row.keys(), numbers, addresses))
                .map(Row::student)
                .toList();
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
        rows.add(List.of("Points Possible", "", "", "", "", PointsFormat.of(grading.maxPoints())));
        for (var row : rows(grading)) {
            if (hasCanvasKey(row.keys())) {
                rows.add(
                        List.of(
                                row.student().name(),
                                row.keys().canvasId(),
                                row.keys().sisUserId(),
                                row.keys().sisLoginId(),
                                "",
                                PointsFormat.of(row.marks().points())));
            }
        }
        return csv(rows);
    }

    private static boolean hasCanvasKey(ExternalIds keys) {
        return !keys.canvasId().isBlank() || !keys.sisUserId().isBlank();
    }

    /// Who was graded and is not in `canvas.csv`.
    static List<Student> notInCanvas(Grading grading) {
        return rows(grading).stream()
                .filter(row -> !hasCanvasKey(row.keys()))
                .map(Row::student)
                .toList();
    }

    private static List<Row> rows(Grading grading) {
        return grading.marks().stream()
                .filter(Marks::graded)
                .map(marks ->
                        new Row(marks.student(), grading.people().keysOf(marks.student()), marks))
                .toList();
    }

    private static boolean any(Grading grading, Function<ExternalIds, String> key) {
        return rows(grading).stream().anyMatch(row -> !key.apply(row.keys()).isBlank());
    }

    private static String points(Marks marks, String exercise) {
        return marks.exercises().stream()
                .filter(each -> marks.graded() && each.exercise().equals(exercise))
                .map(each -> PointsFormat.of(each.points()))
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
                                        + PointsFormat.of(each.points())
                                        + "/"
                                        + PointsFormat.of(each.maxPoints()))
                        .toList());
    }

    private static String csv(List<List<String>> rows) {
        var text = new StringBuilder();
        try {
            for (var row : rows) {
                FORMAT.printRecord(text, row.stream().map(CsvTables::cell).toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String cell(String text) {
        var line = PrintableText.cut(PrintableText.line(text), CELL);
        return FORMULA.matcher(line).replaceAll("$1'");
    }

    private CsvTables() {}
}
