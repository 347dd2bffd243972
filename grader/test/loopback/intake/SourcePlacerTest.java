package loopback.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loopback.course.Exercise;
import org.junit.jupiter.api.Test;

/// Honest slips of naming are put right, and said.
class SourcePlacerTest {

    private static final List<Exercise> EXERCISES =
            List.of(new Exercise("tcp", "EchoOnce"), new Exercise("udp", "Ping"));
    private static final String ECHO = "package tcp;\npublic class EchoOnce { }\n";

    @Test
    void a_copy_is_taken_where_there_is_no_original() {
        for (var name :
                List.of(
                        "EchoOnce (1)",
                        "EchoOnce(2)",
                        "EchoOnce - Copy",
                        "EchoOnce - Copy (2)",
                        "EchoOnce copy",
                        "EchoOnce 2",
                        "EchoOnce-1",
                        "EchoOnce - Kopie",
                        "Kopie von EchoOnce",
                        "Copy of EchoOnce",
                        "echoonce")) {
            var sources = place("tcp/" + name + ".java", ECHO);

            assertEquals(Map.of("tcp/EchoOnce.java", ECHO), sources.files(), name);
            says("\"tcp/" + name + ".java\" was renamed to EchoOnce.java", sources.repairs());
            assertEquals(List.of(), sources.looks());
        }
    }

    @Test
    void the_original_is_taken_where_there_is_one() {
        var sources = place("tcp/EchoOnce (1).java", ECHO + "// old", "tcp/EchoOnce.java", ECHO);

        assertEquals(Map.of("tcp/EchoOnce.java", ECHO), sources.files());
        says("\"tcp/EchoOnce (1).java\" would be tcp/EchoOnce.java", sources.repairs());
    }

    @Test
    void two_copies_that_differ_are_not_chosen_from() {
        var refused =
                assertThrows(
                        RefusedException.class,
                        () ->
                                place(
                                        "tcp/EchoOnce (1).java",
                                        ECHO,
                                        "tcp/EchoOnce (2).java",
                                        ECHO + "// newer"));
        assertTrue(refused.getMessage().contains("differ"), refused::getMessage);
    }

    @Test
    void letters_that_only_look_right_are_put_right() {
        var wrong = "EchoOn\u0441e"; // A Cyrillic es.

        var sources = place("tcp/" + wrong + ".java", ECHO.replace("EchoOnce", wrong));

        assertEquals(Map.of("tcp/EchoOnce.java", ECHO), sources.files());
        says("letters of another alphabet", sources.repairs());
    }

    @Test
    void a_missing_or_wrong_package_line_is_put_right_in_its_line() {
        var missing = place("EchoOnce.java", "// mine\n\npublic class EchoOnce { }\n");
        assertEquals(
                "// mine\n\npackage tcp; public class EchoOnce { }\n",
                missing.files().get("tcp/EchoOnce.java"));
        says("had no package line: \"package tcp;\"", missing.repairs());
        says("put into the folder tcp", missing.repairs());

        var wrong = place("my/EchoOnce.java", ECHO.replace("tcp", "my.homework"));
        assertEquals(ECHO, wrong.files().get("tcp/EchoOnce.java"));
        says("\"package my.homework;\" where it has to be \"package tcp;\"", wrong.repairs());

        var inPlace = place("tcp/EchoOnce.java", ECHO.replace("package tcp;", "package echo;"));
        assertEquals(ECHO, inPlace.files().get("tcp/EchoOnce.java"));
    }

    @Test
    void what_lies_beside_it_comes_along() {
        var helper = "package my;\nclass Helper { }\n";

        var sources =
                place("my/EchoOnce.java", ECHO.replace("tcp", "my"), "my/Helper.java", helper);

        assertEquals(helper.replace("my", "tcp"), sources.files().get("tcp/Helper.java"));
    }

    @Test
    void all_sources_in_a_folder_of_a_build_are_taken_from_there() {
        for (var folder : List.of("bin", "out", "build", "target")) {
            var sources = place(folder + "/tcp/EchoOnce.java", ECHO);

            assertEquals(Map.of("tcp/EchoOnce.java", ECHO), sources.files());
            says("all its sources lay in the folder \"" + folder + "\"", sources.repairs());
        }
        var beside = place("bin/tcp/EchoOnce.java", ECHO + "//", "src/tcp/EchoOnce.java", ECHO);
        assertEquals(Map.of("tcp/EchoOnce.java", ECHO), beside.files());
    }

    @Test
    void an_exercise_that_may_be_among_what_was_left_out_is_to_be_looked_at() {
        var sources = place("tcp/EchoOnce.java", ECHO, "net/Solution.java", "package net;");

        says(
                "udp/Ping was not found, and this was left out: \"net/Solution.java\"",
                sources.looks());
    }

    /// A pattern that begins again at each of a million lines would take hours.
    @Test
    void a_source_of_blank_lines_is_read_once() {
        var blank = "\n".repeat((1 << 20) - ECHO.length());

        assertEquals(
                ECHO,
                place("tcp/EchoOnce.java", blank + ECHO).files().get("tcp/EchoOnce.java").strip()
                        + "\n");
        for (var text :
                List.of("/*".repeat(500_000), "//\n".repeat(300_000), "package ".repeat(100_000))) {
            assertEquals(1, place("tcp/EchoOnce.java", text).files().size());
        }
    }

    private static SubmittedSources place(String... pathsAndTexts) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            var bytes = pathsAndTexts[i + 1].getBytes(java.nio.charset.StandardCharsets.UTF_8);
            entries.add(Entry.of(pathsAndTexts[i], Entry.Kind.FILE, -1, _ -> bytes));
        }
        return SubmittedSources.of(entries, EXERCISES, List.of());
    }

    private static void says(String words, List<String> sentences) {
        assertTrue(sentences.stream().anyMatch(each -> each.contains(words)), sentences::toString);
    }
}
