package loopback.intake;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loopback.course.CourseException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// The list of a class: who is who, and perhaps when each has handed in.
///
/// It is a CSV file with a line of headings: one of our own (`id,name,email,submitted`), the grading
/// worksheet of Moodle, the gradebook of Canvas, or the roster of Gradescope.
public final class Roster {

    /// No list at all.
    public static final Roster NONE = new Roster(Path.of(""), List.of());

    private static final List<String> IDS =
            List.of(
                    "id",
                    "id number",
                    "sid",
                    "student id",
                    "sis user id",
                    "username",
                    "identifier");
    private static final List<String> OTHER_KEYS =
            List.of(
                    "sis login id",
                    "login id",
                    "email",
                    "email address",
                    "name",
                    "full name",
                    "student");

    private final Path file;
    private final List<Map<String, String>> rows;

    private Roster(Path file, List<Map<String, String>> rows) {
        this.file = file;
        this.rows = rows;
    }

    /// Reads a list.
    public static Roster read(Path file) {
        var text = loopback.course.Files.read(file).replaceFirst("^\ufeff", "");
        var heading = text.lines().findFirst().orElse("");
        char delimiter =
                Stream.of(',', ';', '\t')
                        .max(
                                java.util.Comparator.comparingLong(
                                        c -> heading.chars().filter(each -> each == c).count()))
                        .orElseThrow();
        var format =
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(delimiter)
                        .setIgnoreEmptyLines(true)
                        .setTrim(true)
                        .get();
        try (var parser = format.parse(new StringReader(text))) {
            var records = parser.getRecords();
            if (records.isEmpty()) {
                throw new CourseException(file + " is empty: its first line names the columns");
            }
            var columns =
                    records.getFirst().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
            if (IDS.stream().noneMatch(columns::contains)) {
                throw new CourseException(
                        file
                                + " line 1: no column tells the learners apart: name one id, as in"
                                + " id,name,email,submitted");
            }
            var rows = records.stream().skip(1).map(each -> row(columns, each)).toList();
            return new Roster(file, rows);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new CourseException(file + " is not CSV: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> row(List<String> columns, CSVRecord record) {
        var row = new HashMap<String, String>();
        for (int i = 0; i < Math.min(columns.size(), record.size()); i++) {
            if (!record.get(i).isEmpty()) {
                row.putIfAbsent(columns.get(i), record.get(i));
            }
        }
        return row;
    }

    /// The one line that has one of these keys, if there is just one.
    Optional<Line> find(List<String> keys) {
        for (var key : keys) {
            var found = rows.stream().filter(row -> has(row, key)).limit(2).toList();
            if (found.size() == 1) {
                return Optional.of(new Line(file, found.getFirst()));
            }
        }
        return Optional.empty();
    }

    private static boolean has(Map<String, String> row, String key) {
        var wanted = new ArrayList<>(IDS);
        wanted.addAll(OTHER_KEYS);
        return wanted.stream()
                .map(column -> row.getOrDefault(column, ""))
                .anyMatch(value ->
                        value.equalsIgnoreCase(key)
                                || value.equalsIgnoreCase("Participant " + key));
    }

    /// One learner of the list.
    record Line(Path file, Map<String, String> row) {

        String id() {
            return first(IDS);
        }

        String name() {
            var full = first(List.of("name", "full name", "student"));
            return full.isEmpty()
                    ? (row.getOrDefault("first name", "") + " " + row.getOrDefault("last name", ""))
                            .strip()
                    : full;
        }

        String email() {
            return first(List.of("email", "email address"));
        }

        Optional<Instant> submitted() {
            return Optional.ofNullable(row.get("submitted")).map(text -> time(file, text));
        }

        private String first(List<String> columns) {
            return columns.stream()
                    .map(column -> row.getOrDefault(column, ""))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    /// A time with its zone.
    public static Instant time(Object where, String text) {
        try {
            return OffsetDateTime.parse(text.replaceFirst("(?<=\\d) (?=\\d)", "T")).toInstant();
        } catch (DateTimeParseException e) {
            try {
                return ZonedDateTime.parse(text).toInstant();
            } catch (DateTimeParseException _) {
                throw new CourseException(
                        where
                                + ": \""
                                + text
                                + "\" is no time with a zone: write 2026-10-16T23:59:00+02:00",
                        e);
            }
        }
    }
}
