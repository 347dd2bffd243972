package loopback.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loopback.course.Exercise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose a submission is, whatever a learner has called it or himself.
class StudentFinderTest {

    private static final List<Exercise> ECHO = List.of(new Exercise("tiny", "Echo"));
    private static final String WORKSHEET =
            """
            Identifier,Full name,ID number,Email address
            Participant 1206,Ben Jones,b1,ben@example.org
            Participant 1207,Anna Smith,a7,anna@example.org
            """;

    @TempDir private Path folder;

    @Test
    void moodles_number_is_not_overruled_by_a_name() throws IOException {
        put("class/Anna Smith_1208_assignsubmission_file_/tiny/Echo.java", source("1208"));

        var only = read(WORKSHEET).getFirst();

        assertEquals(new Student("1208", "Anna Smith", ""), only.student());
        assertTrue(only.notes().getFirst().contains("nobody in the roster has the key"));
    }

    @Test
    void two_of_one_name_are_told_apart_by_their_numbers() throws IOException {
        put("class/Anna Smith_1208_assignsubmission_file_/tiny/Echo.java", source("1208"));
        put("class/Anna Smith_1207_assignsubmission_file_/tiny/Echo.java", source("1207"));

        var handed = read(WORKSHEET);

        assertEquals(List.of("1208", "a7"), ids(handed));
        assertEquals(source("1207"), echo(handed.getLast()));
    }

    @Test
    void a_name_that_two_have_decides_nothing_where_a_list_has_no_numbers() throws IOException {
        put("class/Anna Smith_1208_assignsubmission_file_/tiny/Echo.java", source("1208"));
        put("class/Anna Smith_1207_assignsubmission_file_/tiny/Echo.java", source("1207"));
        put("class/Ben Jones_1206_assignsubmission_file_/tiny/Echo.java", source("1206"));

        var handed = read("id,name\na7,Anna Smith\nb1,Ben Jones\n1206,Cem Demir\n");

        assertEquals(List.of("1207", "1208", "b1"), ids(handed));
        assertTrue(
                handed.getLast().sources(ECHO).repairs().toString().contains("by the name only"));
    }

    @Test
    void a_display_name_like_a_mark_of_moodle_is_nobody_else() throws IOException {
        var eve = "class/Eve_1206_assignsubmission_file_x_1207_assignsubmission_file_";
        put(eve + "/tiny/Echo.java", source("eve"));
        put("class/Ben Jones_1206_assignsubmission_file_/tiny/Echo.java", source("ben"));

        var handed = read(WORKSHEET);

        assertEquals(List.of("a7", "b1"), ids(handed));
        assertEquals(source("eve"), echo(handed.getFirst()));
        assertEquals(source("ben"), echo(handed.getLast()));
    }

    /// Either the name or the file is called so, and nothing says which.
    @Test
    void a_file_with_two_marks_of_moodle_is_nobodys() throws IOException {
        var name = "Eve_1207_assignsubmission_file_x_1206_assignsubmission_file_Echo.java";
        put("class/" + name, source("eve"));
        put("class/Ben Jones_1206_assignsubmission_file_/tiny/Echo.java", source("ben"));

        var handed = read(WORKSHEET);

        assertEquals(List.of(name, "b1"), ids(handed));
        refuses("names two participants", handed.getFirst());
        assertEquals(source("ben"), echo(handed.getLast()));
    }

    @Test
    void a_worksheet_in_german_is_one() throws IOException {
        put("class/Anna Smith_1207_assignsubmission_file_/tiny/Echo.java", source("anna"));

        var handed =
                read(
                        "\ufeffID;Vollständiger Name;ID-Nummer;E-Mail-Adresse;Status;Bewertung\n"
                                + "Teilnehmer/in1206;Ben Jones;1207;ben@example.org;;\n"
                                + "Teilnehmer/in1207;Anna Smith;4711;anna@example.org;;\n");

        var anna = new Student("4711", "Anna Smith", "anna@example.org");
        assertEquals(anna, handed.getFirst().student());
        assertEquals("4711", handed.getFirst().keys().idNumber());
    }

    @Test
    void a_text_typed_into_moodle_does_not_disappear() throws IOException {
        put("class/Ann_1_assignsubmission_file_/tiny/Echo.java", source("ann"));
        put("class/Ann_1_assignsubmission_onlinetext_/onlinetext.html", "<p>class Echo");
        put("class/Bob_2_assignsubmission_onlinetext_/onlinetext.html", "<p>class Echo");

        var handed = read("");

        assertEquals(List.of("1", "2"), ids(handed));
        assertTrue(handed.getFirst().notes().toString().contains("typed into Moodle as well"));
        refuses("typed into Moodle: hand in the files", handed.getLast());
    }

    @Test
    void canvas_knows_texts_links_nobodies_and_names_with_a_line_below() throws IOException {
        put("class/bob_12_text.html", "x");
        put("class/cem_LATE_13_link.html", "x");
        put("class/anon_1aB2c_900_Echo.java", source("anon"));
        put("class/o_neil_14_901_Echo.java", source("neil"));
        put("class/notes.txt", "x");

        var handed = read("");

        assertEquals(List.of("12", "13", "14", "anon_1aB2c", "notes.txt"), ids(handed));
        refuses("typed into Canvas", handed.get(0));
        assertEquals(List.of("Canvas has marked it as late"), handed.get(1).notes());
        assertEquals(source("neil"), echo(handed.get(2)));
        assertEquals(source("anon"), echo(handed.get(3)));
        refuses("without doubt", handed.get(4));
        assertEquals("", handed.get(3).keys().canvasId());
        assertEquals("14", handed.get(2).keys().canvasId());
    }

    @Test
    void canvas_loses_no_part_and_takes_no_date_for_a_version() throws IOException {
        zip("class/ann_12_900_part-1.zip", "tiny/Echo.java", source("ann"));
        zip("class/ann_12_901_part-2.zip", "tiny/Helper.java", "package tiny; class Helper { }");
        zip("class/bob_13_902_lab.zip", "tiny/Helper.java", "package tiny; class Helper { }");
        zip("class/bob_13_903_lab-202610161230.zip", "tiny/Echo.java", source("bob"));

        var handed = read("");

        assertEquals(2, handed.getFirst().sources(ECHO).files().size());
        assertEquals(2, handed.getLast().sources(ECHO).files().size());
    }

    @Test
    void a_name_with_two_pairs_of_canvas_is_who_the_list_knows_or_nobody() throws IOException {
        zip("class/ann_12_900_4711_lab.zip", "tiny/Echo.java", source("ann"));
        put("class/eve_12_13_900_Echo.java", source("eve"));
        var list = "Student,ID,SIS User ID,SIS Login ID\nAnn,12,u12,ann\n";

        assertEquals(
                List.of("12", "eve_12_13_900_Echo.java"), ids(read(list + "Eve,13,u13,eve\n")));
        assertEquals(source("ann"), echo(read(list).getFirst()));
    }

    @Test
    void gradescope_without_ids_has_a_learner_for_each_submitter() throws IOException {
        put("class/submission_5/tiny/Echo.java", source("5"));
        put("class/submission_6/tiny/Echo.java", source("6"));
        put("class/submission_7/tiny/Echo.java", source("7"));
        put(
                "class/submission_metadata.yml",
                """
                submission_5:
                  :submitters:
                  - :name: Ann
                  - :name: Bob
                submission_6:
                  :submitters:
                  - :name: Cem
                    :email: cem@example.org
                """);

        var handed = read("id,name\na,Ann\nx,Dee\n");

        assertEquals(
                List.of("a", "cem@example.org", "submission_5-2", "submission_7"), ids(handed));
        assertEquals("cem@example.org", handed.get(1).student().email());
        assertEquals(source("5"), echo(handed.get(2)));
        refuses("is not in submission_metadata.yml", handed.get(3));
    }

    @Test
    void github_classroom_knows_its_learners_by_another_name() throws IOException {
        put("class/sheet-1-octocat/tiny/Echo.java", source("1"));
        put("class/hubot/tiny/Echo.java", source("2"));

        var handed =
                read(
                        "\"identifier\",\"github_username\",\"github_id\",\"name\"\n"
                                + "\"s1\",\"Octocat\",\"583231\",\"Mona\"\n"
                                + "\"s2\",\"hubot\",\"2\",\"\"\n");

        assertEquals(List.of("s1", "s2"), ids(handed));
    }

    @Test
    void a_learner_may_have_one_file_in_an_archive_without_folders() throws IOException {
        zip("all.zip", "ann/Echo.java", source("ann"));

        var handed = Download.read(folder.resolve("all.zip"), Roster.NONE, false);

        assertEquals(source("ann"), echo(handed.getFirst()));
    }

    @Test
    void an_entry_that_climbs_out_is_the_trouble_of_its_learner() throws IOException {
        zip("all.zip", "ann/Echo.java", source("ann"), "bob/../../ann/Echo.java", "x");

        var handed = Download.read(folder.resolve("all.zip"), Roster.NONE, false);

        assertEquals(List.of("ann", "bob"), ids(handed));
        assertEquals(source("ann"), echo(handed.getFirst()));
        refuses("leads out", handed.getLast());
    }

    @Test
    void who_has_handed_in_nothing_is_known() throws IOException {
        put("class/b1/tiny/Echo.java", source("ben"));
        Files.writeString(folder.resolve("list.csv"), WORKSHEET);
        var roster = Roster.read(folder.resolve("list.csv"));

        Download.read(folder.resolve("class"), roster, false);

        assertEquals(List.of(new Student("a7", "Anna Smith", "anna@example.org")), roster.absent());
    }

    @Test
    void an_id_is_kept_as_it_is() throws IOException {
        put("class/b1/tiny/Echo.java", source("ben"));

        var ben = read("id,username\n12/345,b1\n").getFirst();

        assertEquals("12/345", ben.student().id());
        assertEquals("12/345", ben.keys().idNumber());
    }

    @Test
    void a_time_is_missing_where_others_have_one() throws IOException {
        put("class/ann/tiny/Echo.java", source("ann"));
        put("class/bob/tiny/Echo.java", source("bob"));

        assertFalse(read("").getFirst().alonesTimeIsMissing());
        var handed = read("id,submitted\nann,2026-10-16T23:59:00+02:00\n");
        assertFalse(handed.getFirst().alonesTimeIsMissing());
        assertTrue(handed.getLast().alonesTimeIsMissing());
    }

    private static String source(String of) {
        return "package tiny; public class Echo { } // " + of;
    }

    private List<HandIn> read(String list) throws IOException {
        var roster = Roster.NONE;
        if (!list.isEmpty()) {
            Files.writeString(folder.resolve("list.csv"), list);
            roster = Roster.read(folder.resolve("list.csv"));
        }
        return Download.read(folder.resolve("class"), roster, false);
    }

    private static List<String> ids(List<HandIn> handed) {
        return handed.stream().map(each -> each.student().id()).toList();
    }

    private static String echo(HandIn handed) {
        return handed.sources(ECHO).files().get("tiny/Echo.java");
    }

    private static void refuses(String words, HandIn handed) {
        var sentence =
                assertThrows(RefusedException.class, () -> handed.sources(ECHO)).getMessage();
        assertTrue(sentence.contains(words), sentence);
    }

    private void put(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }

    private void zip(String path, String... namesAndTexts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(UTF_8));
            }
        }
        Files.createDirectories(folder.resolve(path).getParent());
        Files.write(folder.resolve(path), bytes.toByteArray());
    }
}
