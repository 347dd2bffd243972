package loopback.tiny;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The command as it was built, and the kit, put into the folder of a course.
///
/// The kit is compiled by the first course that needs it; the others get what came of that.
final class Built {

    private static final Path HOUSE = Path.of(System.getProperty("course.root", ".."));
    private static final Path COMMAND =
            Path.of(System.getProperty("course.built", HOUSE + "/grader/target/course"));

    private static final Map<Path, byte[]> KIT = new TreeMap<>();
    private static final Map<String, byte[]> COMPILED = new TreeMap<>();

    /// Puts everything in place but the lesson and its exercises.
    static void install(Path root) throws IOException {
        var built = Files.createDirectories(root.resolve("grader/target/course"));
        Files.copy(COMMAND.resolve("grader.jar"), built.resolve("grader.jar"));
        link(COMMAND.resolve("lib"), built.resolve("lib"));
        link(COMMAND.resolve("jbang"), built.resolve("jbang"));
        synchronized (KIT) {
            if (KIT.isEmpty()) {
                readKit();
            }
            for (var file : KIT.entrySet()) {
                write(root.resolve("exercises/test").resolve(file.getKey()), file.getValue());
            }
            for (var file : COMPILED.entrySet()) {
                write(built.resolve(file.getKey()), file.getValue());
            }
        }
    }

    private static void readKit() throws IOException {
        var specifications = HOUSE.resolve("exercises/test");
        for (var part : new String[] {"kit", "META-INF"}) {
            try (var files = Files.walk(specifications.resolve(part))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    KIT.put(specifications.relativize(file), Files.readAllBytes(file));
                }
            }
        }
    }

    /// Keeps what the command made of the kit, for the courses that come.
    static void keepCompiled(Path root) throws IOException {
        var built = root.resolve("grader/target/course");
        synchronized (KIT) {
            if (COMPILED.isEmpty() && Files.exists(built.resolve("kit.sha256"))) {
                for (var name : new String[] {"kit.jar", "kit.sha256"}) {
                    COMPILED.put(name, Files.readAllBytes(built.resolve(name)));
                }
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /// A link where the system has them; else copies.
    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createSymbolicLink(to, from.toRealPath());
        } catch (IOException | UnsupportedOperationException e) {
            Files.createDirectories(to);
            try (var files = Files.list(from)) {
                for (var file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    private Built() {}
}
