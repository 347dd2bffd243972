package loopback.engine.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import loopback.engine.compile.Compilation;
import loopback.engine.compile.SourceFile;

/// Short classes from a text file, compiled together, and what is objected to in each.
///
/// A try begins with a line `== WHAT IT DOES`; `because WORDS` may follow; the rest are the members
/// of its class.
record Tries(Map<Try, List<Linkage.Objection>> objections) {

    record Try(int number, String sentence, String because, String members) {

        String className() {
            return "Try" + number;
        }
    }

    private static final String IMPORTS =
            List.of(
                            "java.io",
                            "java.math",
                            "java.net",
                            "java.nio",
                            "java.nio.channels",
                            "java.nio.charset",
                            "java.text",
                            "java.time",
                            "java.util",
                            "java.util.concurrent",
                            "java.util.concurrent.atomic",
                            "java.util.concurrent.locks",
                            "java.util.function",
                            "java.util.regex",
                            "java.util.stream")
                    .stream()
                    .map(name -> "import " + name + ".*;\n")
                    .collect(Collectors.joining());

    static Tries in(String file) {
        var tries = parse(file);
        var units =
                tries.stream()
                        .map(each -> new SourceFile("tiny." + each.className(), source(each)))
                        .toList();
        var compilation = Compilation.of(units, Compilation.Surroundings.NONE);
        assertEquals(List.of(), compilation.problems());
        var found = Linkage.objections(new AllowList(), Set.of(), Set.of(), compilation.classes());
        var objections =
                new TreeMap<Try, List<Linkage.Objection>>(Comparator.comparingInt(Try::number));
        for (var each : tries) {
            objections.put(
                    each,
                    found.stream()
                            .filter(objection ->
                                    objection.file().equals(each.className() + ".java"))
                            .toList());
        }
        return new Tries(objections);
    }

    private static String source(Try each) {
        return "package tiny;\n"
                + IMPORTS
                + "public class "
                + each.className()
                + " {\n"
                + each.members()
                + "}\n";
    }

    private static List<Try> parse(String file) {
        var tries = new ArrayList<Try>();
        for (var part : text(file).split("(?m)^== ")) {
            if (tries.isEmpty() && !part.contains("{")) {
                continue; // What stands above the first.
            }
            var lines = part.lines().toList();
            var because = lines.get(1).startsWith("because ") ? lines.get(1).substring(8) : "";
            var members =
                    lines.stream()
                            .skip(because.isEmpty() ? 1 : 2)
                            .map(line -> line + "\n")
                            .collect(Collectors.joining());
            tries.add(new Try(tries.size() + 1, lines.getFirst(), because, members));
        }
        return tries;
    }

    private static String text(String file) {
        try (var text = Tries.class.getResourceAsStream(file)) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
