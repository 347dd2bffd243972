package loopback.engine.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;

/// The sources that are held against a specification: the exercise's file, and the other files of
/// its package, of which only those that it names are compiled along.
public record Submission(Exercise exercise, SourceFile file, Map<String, SourceFile> others) {

    /// What lies under `sources` for that exercise, if anything does.
    public static Optional<Submission> find(Path sources, Exercise exercise) {
        var file = exercise.source(sources);
        return Files.exists(file)
                ? Optional.of(inFolder(FileIo.folderOf(file), exercise))
                : Optional.empty();
    }

    /// What lies under `sources` for that exercise.
    public static Submission in(Path sources, Exercise exercise) {
        return find(sources, exercise)
                .orElseThrow(() -> new CourseException(exercise.source(sources) + " is not there"));
    }

    /// What lies in a folder that holds one solution of that exercise.
    public static Submission inFolder(Path folder, Exercise exercise) {
        return new Submission(
                exercise,
                SourceFile.read(exercise.packageName(), folder.resolve(exercise.name() + ".java")),
                others(folder, exercise));
    }

    /// A single text in place of the exercise's file.
    public static Submission of(Exercise exercise, String text) {
        return new Submission(exercise, new SourceFile(exercise.className(), text), Map.of());
    }

    /// What belongs to that exercise among texts by their paths, `tcp/EchoOnce.java`.
    public static Optional<Submission> find(Map<String, String> sources, Exercise exercise) {
        var own = exercise.packageName() + "/" + exercise.name() + ".java";
        if (!sources.containsKey(own)) {
            return Optional.empty();
        }
        var others = new LinkedHashMap<String, SourceFile>();
        sources.forEach((path, text) -> {
            var name = path.substring(path.indexOf('/') + 1).replaceAll("\\.java$", "");
            boolean isOther = path.startsWith(exercise.packageName() + "/") && !path.equals(own);
            if (isOther && SourceVersion.isIdentifier(name)) {
                var source = new SourceFile(exercise.packageName() + "." + name, text);
                others.put(source.binaryName(), source);
            }
        });
        var file = new SourceFile(exercise.className(), sources.get(own));
        return Optional.of(new Submission(exercise, file, others));
    }

    /// Everything the compiler may read of this submission.
    public List<String> texts() {
        var texts = new ArrayList<>(List.of(file.text()));
        others.forEach((name, other) -> texts.addAll(List.of(name, other.text())));
        return texts;
    }

    public static Map<String, SourceFile> sourcesIn(Path sources, Exercise exercise) {
        return others(sources.resolve(exercise.packageName()), exercise);
    }

    /// Whether a class may lie in that file: an editor's locks and copies have other names.
    private static boolean isOfAClass(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".java")
                && SourceVersion.isIdentifier(name.substring(0, name.length() - 5))
                && Files.isReadable(file)
                && Files.isRegularFile(file);
    }

    private static Map<String, SourceFile> others(Path folder, Exercise exercise) {
        var others = new LinkedHashMap<String, SourceFile>();
        for (var file : FileIo.list(folder)) {
            var name = file.getFileName().toString();
            if (isOfAClass(file) && !name.equals(exercise.name() + ".java")) {
                var source = SourceFile.readLeniently(exercise.packageName(), file);
                others.put(source.binaryName(), source);
            }
        }
        return others;
    }
}
