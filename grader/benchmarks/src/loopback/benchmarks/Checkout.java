package loopback.benchmarks;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A checkout of the course, or a copy of one, which a benchmark may change.
record Checkout(Path root) {

    private static final List<String> COPIED =
            List.of(
                    "course",
                    "pom.xml",
                    "exercises",
                    "lessons",
                    "solutions",
                    "grader/pom.xml",
                    "grader/src",
                    "grader/target/course");

    /// A copy in `folder` of what the command needs, built, with its cache for a quick start.
    Checkout copyTo(Path folder, Path scratch) throws IOException {
        for (var name : COPIED) {
            copy(root.resolve(name), folder.resolve(name));
        }
        // The cache is for the jar at its old place: without this file it is made anew.
        Files.deleteIfExists(folder.resolve("grader/target/course/jdk"));
        Child.run(scratch, folder, List.of("./course", "--version"), 0);
        return new Checkout(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /// The exercises of all lessons: `tcp/EchoOnce` and so on.
    List<String> exercises() throws IOException {
        var references = root.resolve("solutions/src");
        try (var files = Files.walk(references)) {
            return files.map(file -> references.relativize(file).toString())
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    Path starter(String exercise) {
        return root.resolve("exercises/src/" + exercise + ".java");
    }

    String reference(String exercise) throws IOException {
        return Files.readString(root.resolve("solutions/src/" + exercise + ".java"));
    }

    List<Path> mistakes(String exercise) throws IOException {
        try (var files = Files.list(root.resolve("solutions/mistakes/" + exercise))) {
            return files.filter(file -> file.toString().endsWith(".diff")).sorted().toList();
        }
    }

    /// The source of a learner who makes that mistake.
    String mistake(String exercise, Path diff) throws IOException {
        var lines =
                Files.readAllLines(diff).stream()
                        .dropWhile(line -> !line.startsWith("--- "))
                        .toList();
        try {
            var patch = UnifiedDiffUtils.parseUnifiedDiff(lines);
            var source = patch.applyTo(reference(exercise).lines().toList());
            return String.join("\n", source) + "\n";
        } catch (PatchFailedException e) {
            throw new BenchmarkException(diff + " does not fit the reference any more");
        }
    }
}
