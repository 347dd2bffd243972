package loopback.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An exercise of the checkout at `root`, known by its reference.
record Exercise(Path root, String packageName, String name) {

    /// All whose reference is there, in the order of their names.
    static List<Exercise> of(Path root) throws IOException {
        var references = root.resolve("solutions/src");
        try (var files = Files.walk(references)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(references::relativize)
                    .map(file ->
                            new Exercise(
                                    root,
                                    file.getName(0).toString(),
                                    file.getFileName().toString().replace(".java", "")))
                    .toList();
        }
    }

    Path source() {
        return root.resolve("solutions/src").resolve(packageName).resolve(name + ".java");
    }

    Path specification() {
        return root.resolve("exercises/test").resolve(packageName).resolve(name + "Test.java");
    }

    Path equivalents() {
        return root.resolve("solutions/equivalent").resolve(packageName).resolve(name + ".toml");
    }

    String className() {
        return packageName + "." + name;
    }

    String specificationName() {
        return className() + "Test";
    }

    @Override
    public String toString() {
        return packageName + "/" + name;
    }
}
