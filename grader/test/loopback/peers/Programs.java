package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Programs that nobody here wrote, and the scripts of the lessons beside them.
public final class Programs {

    private static final List<String> FOLDERS = List.of("/usr/sbin", "/sbin");

    /// What a program printed, both streams together, and how it ended.
    record Output(int status, String text) {

        List<String> lines() {
            return text.lines().toList();
        }
    }

    /// The path of a program. Without it the test is skipped, saying so; in CI on Linux it fails.
    public static String need(String program) {
        var folders =
                Stream.concat(
                        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator)),
                        FOLDERS.stream());
        var found =
                folders.map(folder -> Path.of(folder, program))
                        .filter(Files::isExecutable)
                        .findFirst();
        require(found.isPresent(), program + " is not installed: this test needs it");
        return found.orElseThrow().toString();
    }

    /// Skips a test that a machine cannot run, with that sentence; in CI on Linux it fails.
    public static void require(boolean possible, String sentence) {
        boolean required =
                System.getenv("CI") != null && System.getProperty("os.name").equals("Linux");
        assertTrue(possible || !required, sentence + "; CI must have it");
        assumeTrue(possible, sentence);
    }

    /// The command that runs a lesson's script with plain `java`.
    static List<String> script(String path, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var root = Path.of(System.getProperty("course.root"));
        var command =
                new ArrayList<>(List.of(java, root.resolve("lessons").resolve(path).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    static Output run(List<String> command) throws IOException, InterruptedException {
        return runWith("", command);
    }

    /// Runs a command that is given `input`, and then its end.
    static Output runWith(String input, List<String> command)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var toProcess = process.getOutputStream()) {
            toProcess.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }

    static Output run(String... command) throws IOException, InterruptedException {
        return run(List.of(command));
    }

    private Programs() {}
}
