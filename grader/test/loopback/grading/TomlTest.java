package loopback.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loopback.course.CourseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong in an assignment is said with the file and the key.
class TomlTest {

    @TempDir private Path folder;

    @Test
    void values_are_what_they_say() throws IOException {
        var toml = read("title = \"Echoes\"\nflag = true\n[late]\npercent_per_day = 2.5\n");

        assertEquals("Echoes", toml.text("title"));
        assertTrue(toml.flag("flag", false));
        assertEquals(2.5, toml.table("late").number("percent_per_day", 0, 0, 100));
        assertEquals(List.of("title", "flag", "late"), toml.keys());
        assertEquals(Optional.empty(), toml.optionalText("nothing"));
    }

    @Test
    void a_time_has_a_zone_in_itself_or_from_elsewhere() throws IOException {
        var berlin = ZoneId.of("Europe/Berlin");
        var there = ZonedDateTime.of(2026, 10, 16, 23, 59, 0, 0, berlin);

        var with = read("due = 2026-10-16T21:59:00Z").time("due", Optional.of(berlin));
        var without = read("due = 2026-10-16T23:59:00").time("due", Optional.of(berlin));

        assertEquals(List.of(there, there), List.of(with, without));
        says(
                "due has no zone",
                () -> read("due = 2026-10-16T23:59:00").time("due", Optional.empty()));
        says("due is no date", () -> read("due = \"soon\"").time("due", Optional.empty()));
    }

    @Test
    void what_is_wrong_is_named() {
        says("line 2: this is not TOML", () -> read("a = 1\nb = \n"));
        says("titel means nothing here", () -> read("titel = 1").requireOnly(Set.of("title")));
        says("title is missing", () -> read("").text("title"));
        says("title is 3", () -> read("title = 3").text("title"));
        says("late is missing: begin it with a line [late]", () -> read("").table("late"));
        says("flag is 1: write true or false", () -> read("flag = 1").flag("flag", true));
        for (var wrong : List.of("-1", "101", "nan", "inf", "\"3\"")) {
            says(
                    "late.days is",
                    () -> read("[late]\ndays = " + wrong).table("late").number("days", 0, 0, 100));
        }
    }

    private Toml read(String text) throws IOException {
        return Toml.read(Files.writeString(folder.resolve("sheet.toml"), text));
    }

    private static void says(String words, Executable what) {
        var sentence = assertThrows(CourseException.class, what).getMessage();
        assertTrue(sentence.contains("sheet.toml"), sentence);
        assertTrue(sentence.contains(words), sentence);
    }
}
