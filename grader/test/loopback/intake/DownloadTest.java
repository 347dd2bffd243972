package loopback.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loopback.course.CourseException;
import loopback.course.Exercise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private static final List<Exercise> ECHO =
            List.of(new Exercise("tiny", "Echo"), new Exercise("tiny", "Other"));
    private static final String SOURCE = "package tiny; public class Echo { }";

    @TempDir private Path folder;

    @Test
    void a_folder_or_archive_for_each_learner_has_its_name() throws IOException {
        put("class/ann/tiny/Echo.java", SOURCE);
        Files.write(folder.resolve("class/bob.b.zip"), zip("tiny/Echo.java", SOURCE));
        put("class/.DS_Store", "x");

        var handed = read("class");

        assertEquals(List.of("ann", "bob.b"), ids(handed));
        assertEquals(Optional.empty(), handed.getFirst().submitted());
        assertEquals(SOURCE, echo(handed.getLast()));
    }

    @Test
    void a_time_is_never_that_of_a_file_unless_that_is_said() throws IOException {
        put("class/ann/tiny/Echo.java", SOURCE);
        Files.setLastModifiedTime(folder.resolve("class/ann"), FileTime.from(Instant.EPOCH));

        var handed = Download.read(folder.resolve("class"), Roster.NONE, true);

        assertEquals(Optional.empty(), read("class").getFirst().submitted());
        assertEquals(Optional.of(Instant.EPOCH), handed.getFirst().submitted());
    }

    @Test
    void moodle_names_a_learner_and_a_number() throws IOException {
        put("moodle/Ann Example_1234_assignsubmission_file_/tiny/Echo.java", SOURCE);
        put("moodle/Bob O'Neil_77_assignsubmission_file_Echo.java", SOURCE);
        put("moodle/Bob O'Neil_77_assignsubmission_onlinetext_.html", "<p>Hello");
        put(
                "grades.csv",
                "Identifier,Full name,ID number,Email address\n"
                        + "Participant 1234,Ann Example,a1,ann@example.com\n");

        var handed =
                Download.read(
                        folder.resolve("moodle"), Roster.read(folder.resolve("grades.csv")), false);

        assertEquals(new Student("77", "Bob O'Neil", ""), handed.getFirst().student());
        assertTrue(handed.getFirst().notes().getFirst().contains("nobody in the roster"));
        assertEquals(
                new Student("a1", "Ann Example", "ann@example.com"), handed.getLast().student());
        assertEquals(SOURCE, echo(handed.getFirst()));
        assertEquals(SOURCE, echo(handed.getLast()));
    }

    @Test
    void moodle_gives_an_archive_around_everything() throws IOException {
        var name = "Course/Ann Example_1234_assignsubmission_file_/work.zip";
        Files.write(folder.resolve("all.zip"), zip(name, zip("tiny/Echo.java", SOURCE)));

        var handed = read("all.zip");

        assertEquals(List.of("1234"), ids(handed));
        assertEquals(SOURCE, echo(handed.getFirst()));
    }

    @Test
    void canvas_numbers_the_versions_of_a_file_and_marks_what_is_late() throws IOException {
        put("canvas/exampleann_LATE_12_900_Echo.java", "package tiny; class Old { }");
        put("canvas/exampleann_LATE_12_901_Echo-1.java", SOURCE);
        put("canvas/exampleann_LATE_12_902_Other.java", "package tiny; class Other { }");
        put("canvas/bob_13_903_Echo.java", SOURCE);
        put("roster.csv", "Student;ID;SIS Login ID\n\"Example, Ann\";12;aexample\n");

        var handed =
                Download.read(
                        folder.resolve("canvas"), Roster.read(folder.resolve("roster.csv")), false);

        assertEquals(List.of("12", "13"), ids(handed));
        var ann = handed.getFirst();
        assertEquals("Example, Ann", ann.student().name());
        assertEquals(List.of("Canvas has marked it as late"), ann.notes());
        assertEquals(SOURCE, echo(ann));
        assertEquals(2, ann.sources(ECHO).files().size());
    }

    @Test
    void gradescope_says_who_and_when() throws IOException {
        put("export/assignment_1_export/submission_5/tiny/Echo.java", SOURCE);
        put(
                "export/assignment_1_export/submission_metadata.yml",
                """
                ---
                submission_5:
                  :submitters:
                  - :name: Ann Example
                    :sid: '0012'
                    :email: ann@example.com
                  - :name: Bob
                    :sid:
                    :email: bob@example.com
                  :created_at: 2026-10-16 21:59:00.5 Z
                  :score: 3.0
                """);

        var handed = read("export");

        assertEquals(List.of("0012", "bob@example.com"), ids(handed));
        var time = Optional.of(Instant.parse("2026-10-16T21:59:00.5Z"));
        assertEquals(time, handed.getFirst().submitted());
        assertEquals(SOURCE, echo(handed.getLast()));
    }

    @Test
    void a_roster_says_when_with_the_zone() throws IOException {
        put("class/ann/tiny/Echo.java", SOURCE);
        put("roster.csv", "\ufeffid\tname\tsubmitted\nann\tAnn\t2026-10-16 23:59:00+02:00\n");
        put("wrong.csv", "id,submitted\nann,2026-10-16 23:59\n");
        put("useless.csv", "colour\nred\n");

        var handed =
                Download.read(
                        folder.resolve("class"), Roster.read(folder.resolve("roster.csv")), false);

        assertEquals(
                Optional.of(Instant.parse("2026-10-16T21:59:00Z")), handed.getFirst().submitted());
        says(
                "no time with a zone",
                () ->
                        Download.read(
                                folder.resolve("class"),
                                Roster.read(folder.resolve("wrong.csv")),
                                false));
        says("line 1", () -> Roster.read(folder.resolve("useless.csv")));
    }

    @Test
    void what_is_nobodys_or_twice_somebodys_is_the_trouble_of_that_one() throws IOException {
        put("class/notes.txt", "x");
        put("class/ann/tiny/Echo.java", SOURCE);
        put("class/bob/tiny/Echo.java", SOURCE);
        Files.write(folder.resolve("class/Ann.zip"), zip("tiny/Echo.java", SOURCE));
        Files.createDirectories(folder.resolve("empty"));

        var handed = read("class");

        assertEquals(List.of("Ann", "bob", "notes.txt"), ids(handed));
        refuses("\"Ann.zip\" and \"ann\" are both of Ann", handed.get(0));
        assertEquals(SOURCE, echo(handed.get(1)));
        refuses("\"notes.txt\" is neither a folder", handed.get(2));
        says("has no submissions", () -> read("empty"));
        says("does not exist", () -> read("nowhere"));
        says("neither a folder nor a zip", () -> read("class/notes.txt"));
    }

    @Test
    void a_link_in_a_folder_is_refused_and_not_followed() throws IOException {
        put("solution.java", SOURCE);
        Files.createDirectories(folder.resolve("class/ann/tiny"));
        try {
            Files.createSymbolicLink(
                    folder.resolve("class/ann/tiny/Echo.java"), folder.resolve("solution.java"));
        } catch (IOException | UnsupportedOperationException e) {
            return; // Windows lets only administrators make links.
        }

        var ann = read("class").getFirst();

        var refused = assertThrows(RefusedException.class, () -> ann.sources(ECHO));
        assertEquals("\"tiny/Echo.java\" is a link", refused.getMessage());
    }

    private static void refuses(String words, HandIn handed) {
        var sentence =
                assertThrows(RefusedException.class, () -> handed.sources(ECHO)).getMessage();
        assertTrue(sentence.contains(words), sentence);
    }

    private static void says(String words, org.junit.jupiter.api.function.Executable what) {
        var sentence = assertThrows(CourseException.class, what).getMessage();
        assertTrue(sentence.contains(words), sentence);
    }

    private List<HandIn> read(String path) {
        return Download.read(folder.resolve(path), Roster.NONE, false);
    }

    private static List<String> ids(List<HandIn> handed) {
        return handed.stream().map(each -> each.student().id()).toList();
    }

    private static String echo(HandIn handed) {
        return handed.sources(ECHO).files().get("tiny/Echo.java");
    }

    private void put(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }

    private static byte[] zip(String name, Object content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content instanceof byte[] raw ? raw : ((String) content).getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
