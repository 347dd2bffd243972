package loopback.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What can be seen of the launcher for Windows without Windows.
class CourseCmdTest {

    /// Hold options, or what was typed, with the quotes that they need.
    private static final Pattern QUOTED_WITHIN =
            Pattern.compile("%(quick|options|program|launch|major|\\*|0|comspec%)%?");

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("..", "course.cmd")).stream()
                .filter(line -> !line.startsWith("rem "))
                .toList();
    }

    /// Unquoted, a folder that is called "Smith & Sons" would be a second command.
    @Test
    void every_path_stands_between_quotes() throws IOException {
        for (var line : lines()) {
            var words = line.replace(":\"=", "").replaceAll("\"[^\"]*\"", "");
            var unquoted = QUOTED_WITHIN.matcher(words).replaceAll("");
            assertEquals(-1, unquoted.replaceAll("%%~?[a-zA-Z]+", "").indexOf('%'), line);
        }
    }

    /// It would expand what stands between percent signs once more.
    @Test
    void no_path_is_given_to_call() throws IOException {
        for (var line : lines()) {
            var called = line.replaceAll(".*\\bcall\\b", "");
            assertEquals(line.equals(called) ? line : called.replace("%", ""), called);
        }
    }

    @Test
    void it_is_not_called_as_elsewhere() throws IOException {
        assertEquals(
                List.of(), lines().stream().filter(line -> line.contains("./course")).toList());
    }

    @Test
    void every_label_is_there() throws IOException {
        var labels = lines().stream().filter(line -> line.startsWith(":")).toList();
        for (var line : lines()) {
            var jump = Pattern.compile("\\b(?:goto |call :)(\\w+)").matcher(line);
            while (jump.find()) {
                assertEquals(
                        1, labels.stream().filter((":" + jump.group(1))::equals).count(), line);
            }
        }
    }
}
