package loopback.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import loopback.course.FileIo;
import loopback.course.Mistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the first page shows is what a person sees.
class ReadmeGate {

    private static final String COMMAND = "$ ./course check StrictIpv4";

    @Test
    void the_check_that_it_shows_is_true(@TempDir Path folder) throws IOException {
        var source = "addresses/StrictIpv4";
        var mistake =
                Mistake.read(
                        Project.ROOT.resolve(
                                "solutions/mistakes/"
                                        + source
                                        + "/a-leading-zero-is-harmless.diff"));
        var reference = FileIo.read(Project.ROOT.resolve("solutions/src/" + source + ".java"));
        FileIo.write(folder.resolve(source + ".java"), mistake.applyTo(reference));

        var check =
                new ProcessBuilder(
                                Project.command("check", "StrictIpv4", "--from", folder.toString()))
                        .redirectErrorStream(true)
                        .start();
        var printed = new String(check.getInputStream().readAllBytes(), UTF_8);
        var seen = narrow(printed.replaceAll("(?m)^passed", "✓").replaceAll("(?m)^failed", "✗"));

        assertTrue(Transcript.pattern(shown()).matcher(seen).matches(), printed);
    }

    /// The lines below the command, without the next one to type: that is for another folder here.
    private static List<String> shown() {
        var lines = FileIo.lines(Project.ROOT.resolve("README.adoc"));
        var below = lines.subList(lines.indexOf(COMMAND) + 1, lines.size());
        var shown = below.subList(0, below.indexOf("...."));
        var next = shown.getLast();
        assertTrue(next.startsWith("   Next:    ./course hint StrictIpv4"), next);
        return Stream.concat(shown.subList(0, shown.size() - 1).stream(), Stream.of("…"))
                .map(ReadmeGate::narrow)
                .toList();
    }

    /// Without the room before the points: a sign is narrower than the word for it.
    private static String narrow(String lines) {
        return lines.replaceAll(" +(?=\\d+/\\d+)", " ");
    }
}
