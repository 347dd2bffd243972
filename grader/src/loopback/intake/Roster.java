package loopback.intake;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.course.SourceText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// The list of a class: who is who, and perhaps when each has handed in.
///
/// It is a CSV file with a line of headings: one of our own (`id,name,email,submitted`), the grading
/// worksheet of Moodle in English or German, the gradebook of Canvas, or the roster of Gradescope or
/// GitHub Classroom.
public final class Roster {

    /// No list at all.
    public static final Roster NONE = new Roster(Path.of(""), List.of(), List.of());

    private static final List<String> IDS =
            List.of(
                    "id",
                    "id number",
                    "sid",
                    "student id",
                    "sis user id",
                    "username",
                    "identifier",
                    "github_username");
    private static final List<String> LOGINS =
            List.of("sis login id", "login id", "username", "github_username", "github_id");
    private static final List<String> EMAILS = List.of("email", "email address");

    /// Headings in German, and what they are in English.
    private static final Map<String, String> GERMAN =
            Map.of(
                    "vollständiger name", "full name",
                    "vorname", "first name",
                    "nachname", "last name",
                    "e-mail-adresse", "email address",
                    "e-mail", "email",
                    "id-nummer", "id number",
                    "matrikelnummer", "id number",
                    "anmeldename", "username");

    /// How Moodle writes the number of a participant in an assignment.
    private static final Pattern PARTICIPANT =
            Pattern.compile(
                    "(?iu)(?:participante?|partecipante|teilnehmer(?:/in|\\*in|:in|in)?|deelnemer|"
                            + "deltager|deltaker)\\s*(?<number>\\d+)");

    private final Path file;
    private final List<String> columns;
    private final List<Line> lines;
    private final Set<Line> there = Collections.newSetFromMap(new IdentityHashMap<>());

    private Roster(Path file, List<String> columns, List<Line> lines) {
        this.file = file;
        this.columns = columns;
        this.lines = lines;
    }

    /// Reads a list.
    public static Roster read(Path file) {
        var text = SourceText.of(file.toString(), FileIo.bytes(file)).text();
        var heading = text.lines().findFirst().orElse("");
        char delimiter =
                Stream.of(',', ';', '\t')
                        .max(
                                Comparator.comparingLong(
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
            return of(file, parser.getRecords());
        } catch (IOException | UncheckedIOException e) {
            throw new CourseException(file + " is not CSV: " + e.getMessage(), e);
        }
    }

    private static Roster of(Path file, List<CSVRecord> records) {
        if (records.isEmpty()) {
            throw new CourseException(file + " is empty: its first line names the columns");
        }
        var columns =
                records.getFirst().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .map(name -> GERMAN.getOrDefault(name, name))
                        .collect(Collectors.toCollection(ArrayList::new));
        var rows = records.stream().skip(1).toList();
        if (!rows.isEmpty()
                && rows.stream().allMatch(each -> PARTICIPANT.matcher(each.get(0)).matches())) {
            columns.set(0, "identifier"); // It is the worksheet of Moodle, in whatever language.
        }
        if (IDS.stream().noneMatch(columns::contains)) {
            throw new CourseException(
                    file
                            + " line 1: no column tells the learners apart: name one id, as in"
                            + " id,name,email,submitted");
        }
        var lines = rows.stream().map(each -> new Line(file, row(columns, each))).toList();
        return new Roster(file, List.copyOf(columns), lines);
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

    /// A line, and whether only a name has led to it.
    record Found(Line line, boolean byName) {}

    /// The line of the learner that a download names, if exactly one fits.
    ///
    /// @param nameIsOnes whether the name is that of one learner only in the download
    Optional<Found> find(StudentFinder.Claim claim, boolean nameIsOnes) {
        for (var columns : idColumns(claim)) {
            var found = having(columns, claim.id());
            if (found.size() == 1 && agrees(found.getFirst(), claim)) {
                return Optional.of(new Found(found.getFirst(), false));
            }
        }
        if (claim.system() == StudentFinder.System.GRADESCOPE && !claim.email().isEmpty()) {
            var found = having(EMAILS, claim.email());
            return found.size() == 1
                    ? Optional.of(new Found(found.getFirst(), false))
                    : Optional.empty();
        }
        return nameIsOnes && nameDecides(claim) ? named(claim) : Optional.empty();
    }

    /// Where an id of a download can be found. An id of one kind is never held against another.
    private List<List<String>> idColumns(StudentFinder.Claim claim) {
        return switch (claim.system()) {
            case MOODLE ->
                    columns.contains("identifier") ? List.of(List.of("identifier")) : List.of(IDS);
            case CANVAS -> List.of(List.of("id"));
            case GRADESCOPE, PLAIN -> List.of(IDS, LOGINS, EMAILS);
            case UNKNOWN -> List.of();
        };
    }

    /// A number of Moodle's that somebody else has as an id of another kind has another name.
    private boolean agrees(Line line, StudentFinder.Claim claim) {
        return claim.system() != StudentFinder.System.MOODLE
                || columns.contains("identifier")
                || line.name().isEmpty()
                || folded(line.name()).equals(folded(claim.name()));
    }

    private boolean nameDecides(StudentFinder.Claim claim) {
        return switch (claim.system()) {
            case MOODLE -> !columns.contains("identifier");
            case UNKNOWN, PLAIN -> true;
            case CANVAS, GRADESCOPE -> false;
        };
    }

    /// By a name: of a folder that a teacher has named, or of somebody without an id.
    private Optional<Found> named(StudentFinder.Claim claim) {
        boolean isFolder = claim.system() == StudentFinder.System.PLAIN;
        var wanted = folded(isFolder ? claim.id() : claim.name());
        var found =
                lines.stream()
                        .filter(line -> !wanted.isEmpty())
                        .filter(line ->
                                folded(line.name()).equals(wanted)
                                        || isFolder && isOfGithub(line, wanted))
                        .limit(2)
                        .toList();
        return found.size() == 1
                ? Optional.of(new Found(found.getFirst(), true))
                : Optional.empty();
    }

    /// GitHub Classroom calls a repository `assignment-username`.
    private static boolean isOfGithub(Line line, String folder) {
        var username = line.row().getOrDefault("github_username", "").toLowerCase(Locale.ROOT);
        return !username.isEmpty() && folder.endsWith("-" + username);
    }

    private List<Line> having(List<String> columns, String key) {
        return key.isBlank()
                ? List.of()
                : lines.stream()
                        .filter(line -> columns.stream().anyMatch(each -> line.has(each, key)))
                        .limit(2)
                        .toList();
    }

    /// A name as it is compared.
    static String folded(String name) {
        return Container.folded(name).replace('_', ' ').strip();
    }

    /// Notes that who stands in this line has handed in.
    void isThere(Found found) {
        there.add(found.line());
    }

    /// Who stands in the list and has handed in nothing of what was read.
    public List<Student> absent() {
        return lines.stream()
                .filter(line -> !there.contains(line) && line.isALearner())
                .map(line -> new Student(StudentFinder.idOf(line.id()), line.name(), line.email()))
                .toList();
    }

    /// One line of the list.
    record Line(Path file, Map<String, String> row) {

        boolean has(String column, String key) {
            var value = row.getOrDefault(column, "");
            var participant = PARTICIPANT.matcher(value);
            return value.equalsIgnoreCase(key)
                    || participant.matches() && participant.group("number").equals(key);
        }

        String id() {
            var id = first(IDS);
            return id.isEmpty() ? email() : id;
        }

        String name() {
            var full = first(List.of("name", "full name", "student"));
            return full.isEmpty()
                    ? (row.getOrDefault("first name", "") + " " + row.getOrDefault("last name", ""))
                            .strip()
                    : full;
        }

        String email() {
            return first(EMAILS);
        }

        Optional<Instant> submitted() {
            return Optional.ofNullable(row.get("submitted")).map(text -> time(file, text));
        }

        /// Not the line of points that Canvas puts below its headings, nor its student for tests.
        boolean isALearner() {
            return !id().isEmpty() && !row.getOrDefault("student", "").equals("Student, Test");
        }

        /// The ids of this learner in other systems.
        ExternalIds keys(StudentFinder.Claim claim) {
            boolean isOfMoodle = PARTICIPANT.matcher(row.getOrDefault("identifier", "")).matches();
            boolean isOfCanvas = row.containsKey("student") && row.containsKey("id");
            var id = isOfMoodle ? row.getOrDefault("id number", "") : id();
            var canvas = claim.system() == StudentFinder.System.CANVAS ? claim.id() : "";
            return isOfCanvas
                    ? new ExternalIds(
                            row.getOrDefault("sis user id", ""),
                            email(),
                            row.getOrDefault("id", ""),
                            row.getOrDefault("sis user id", ""),
                            row.getOrDefault("sis login id", ""))
                    : new ExternalIds(id, email(), canvas, id, email());
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
