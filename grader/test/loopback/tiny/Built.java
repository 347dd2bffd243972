package loopback.tiny;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/// The command as it was built, and the kit: what a course needs besides its lessons.
final class Built {

    private static final Path HOUSE = Path.of(System.getProperty("course.root", ".."));

    /// Where the command was built.
    static final Path COMMAND =
            Path.of(System.getProperty("course.built", HOUSE + "/grader/target/course"));

    /// The kit as it was when the first course was made.
    private static final Map<Path, byte[]> KIT = kit();

    /// Puts the command that lies in `built`, and the kit, into a course.
    static void install(Path root, Path built) throws IOException {
        var target = root.resolve("grader/target/course");
        link(built, target);
        link(built.resolve("lib"), target.resolve("lib"));
        link(built.resolve("bench"), target.resolve("bench"));
        for (var file : KIT.entrySet()) {
            var copy = root.resolve("exercises").resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.write(copy, file.getValue());
        }
    }

    /// What a person starts.
    static Path launcher() {
        return HOUSE.resolve("course");
    }

    /// Puts jbang into a course, for those who run scripts.
    static void installJbang(Path root) throws IOException {
        link(COMMAND.resolve("jbang"), root.resolve("grader/target/course/jbang"));
    }

    /// The script that compares submissions.
    static String similar() throws IOException {
        return Files.readString(HOUSE.resolve("grader/similar/Similar.java"));
    }

    private static Map<Path, byte[]> kit() {
        var exercises = HOUSE.resolve("exercises");
        var kit = new TreeMap<Path, byte[]>();
        for (var part : new String[] {"test/kit", "test/META-INF", "try/kit"}) {
            try (var files = Files.walk(exercises.resolve(part))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    kit.put(exercises.relativize(file), Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kit;
    }

    /// The same files under other names, where the system can do that; else copies.
    private static void link(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                try {
                    Files.createLink(to.resolve(file.getFileName()), file);
                } catch (IOException | UnsupportedOperationException e) {
                    Files.copy(
                            file,
                            to.resolve(file.getFileName()),
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private Built() {}
}
