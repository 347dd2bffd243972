package loopback.tiny;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A submission that a stranger might hand in, and what is to be said about it.
///
/// @param uses the capabilities of the exercise, in the order of their names
/// @param status of the exercise
/// @param points of 4
/// @param words that are said about it
record Hostile(
        String name, List<String> uses, String status, int points, String words, String source) {

    private static final Pattern VERDICT =
            Pattern.compile("(?:with (\\S+): )?(\\S+) (\\d):\\s*(.*)");

    private static final String IMPORTS =
            """
            import java.io.*;
            import java.net.spi.*;
            import java.nio.*;
            import java.nio.channels.*;
            import java.nio.charset.*;
            import java.nio.file.*;
            import java.nio.file.attribute.*;
            import java.security.*;
            import javax.net.ssl.*;
            """
                    .replace("\n", " ");

    /// What the exercises with these capabilities are given, in place of `echo(String text)`.
    private static final Map<List<String>, String> ARGUMENTS =
            Map.of(
                    List.of(), "",
                    List.of("files", "resolver", "tls"), "Path folder, ",
                    List.of("unix-sockets"), "UnixDomainSocketAddress address, ");

    /// Those of `hostile.txt` for exercises with just these capabilities.
    static List<Hostile> with(String... uses) {
        return all().stream().filter(each -> each.uses().equals(List.of(uses))).toList();
    }

    /// A source, as it is for an exercise with these capabilities.
    static String given(String source, List<String> uses) {
        return source.replace("import java.io.*;", uses.isEmpty() ? "import java.io.*;" : IMPORTS)
                .replace("echo(String text)", "echo(" + ARGUMENTS.get(uses) + "String text)");
    }

    private static List<Hostile> all() {
        try (var in = Hostile.class.getResourceAsStream("hostile.txt")) {
            var all = new ArrayList<Hostile>();
            var sections = new String(in.readAllBytes(), UTF_8).split("(?m)^== ");
            for (int i = 1; i < sections.length; i++) {
                all.add(read(sections[i]));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Hostile read(String section) {
        var lines = section.split("\n", 3);
        var verdict = VERDICT.matcher(lines[1]);
        if (!verdict.matches()) {
            throw new AssertionError("no verdict: " + lines[1]);
        }
        var parts = lines[2].split("(?m)^members:\n", 2);
        var source = TinyCourse.echo(grown(parts[0]), parts.length > 1 ? grown(parts[1]) : "");
        var uses =
                verdict.group(1) == null ? List.<String>of() : List.of(verdict.group(1).split(","));
        return new Hostile(
                lines[0].strip(),
                uses,
                verdict.group(2),
                Integer.parseInt(verdict.group(3)),
                verdict.group(4),
                given(source, uses));
    }

    /// What is too long to be written down.
    private static String grown(String text) {
        return text.replace("NESTED", "(".repeat(20_000) + "text" + ")".repeat(20_000))
                .replace("MUCH", "text = text.concat(\"x\").substring(0);\n".repeat(10_000))
                .replace("EXITS", "if (text.isEmpty()) System.exit(0);\n".repeat(2_000))
                .replace("LONG", " ".repeat(500_000) + "none();")
                .replace(
                        "DOUBLED",
                        "static final String S0 = \"xxxxxxxxxxxxxxxx\";\n"
                                + IntStream.range(0, 40)
                                        .mapToObj(i ->
                                                "static final String S%d = S%d + S%d;\n"
                                                        .formatted(i + 1, i, i))
                                        .collect(Collectors.joining()))
                .replace(
                        "FINALLY", "try { text.length(); } finally { ".repeat(40) + "}".repeat(40));
    }
}
