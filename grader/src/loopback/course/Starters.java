package loopback.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The starters as they were handed out. The learner's own file is edited; these are not.
///
/// Each is kept the first time it is seen untouched. When a newer version of the course brings a
/// new one, git says that the file is not the learner's work, and the new one is kept.
public final class Starters {

    /// What marks the one place to edit, and the task in a sentence.
    private static final Pattern TODO =
            Pattern.compile(
                    "throw new UnsupportedOperationException\\(\\s*\"TODO: ((?:[^\"\\\\\n]|\\\\.)*)\"\\)");

    public static Path folder(Course course) {
        return course.progress().resolve("starters");
    }

    /// Keeps the starters that are there and not kept yet.
    public static void keep(Course course) {
        for (var exercise : course.exercises()) {
            var file = exercise.source(course.starters());
            var kept = exercise.source(folder(course));
            if (!Files.exists(file) || sameText(file, kept)) {
                continue;
            }
            if (isStarter(FileIo.readLeniently(file))
                    && (!Files.exists(kept) || isUntouched(course, file))) {
                FileIo.write(kept, FileIo.read(file));
            }
        }
    }

    /// Whether the starter of an exercise is kept.
    public static boolean isKept(Course course, Exercise exercise) {
        return Files.exists(exercise.source(folder(course)));
    }

    /// The starter of an exercise.
    public static String of(Course course, Exercise exercise) {
        var kept = exercise.source(folder(course));
        if (Files.exists(kept)) {
            return FileIo.read(kept);
        }
        var file = course.root().relativize(exercise.source(course.starters()));
        return git(course, "show", "HEAD:" + file.toString().replace('\\', '/'))
                .filter(Starters::isStarter)
                .orElseThrow(() ->
                        new CourseException(
                                "the starter of "
                                        + exercise
                                        + " was never seen here: take "
                                        + file
                                        + " from a fresh copy of the course"));
    }

    /// Whether a text still has its one place to edit.
    public static boolean isStarter(String text) {
        return task(text).isPresent();
    }

    /// What a text's one place to edit says is to be done; empty where it has none any more.
    public static Optional<String> task(String text) {
        var places = TODO.matcher(text).results().toList();
        return places.size() == 1
                ? Optional.of(places.getFirst().group(1).translateEscapes())
                : Optional.empty();
    }

    /// The task of an exercise that still is as it was handed out; empty once it was edited.
    ///
    /// @param source the file that somebody edits
    public static Optional<String> notBegun(Course course, Exercise exercise, Path source) {
        if (!Files.exists(source)) {
            return Optional.empty();
        }
        var text = FileIo.readLeniently(source);
        var kept = exercise.source(folder(course));
        boolean same = !Files.exists(kept) || text.lines().toList().equals(FileIo.lines(kept));
        return same ? task(text) : Optional.empty();
    }

    private static boolean sameText(Path file, Path kept) {
        return Files.exists(kept) && FileIo.readLeniently(file).equals(FileIo.readLeniently(kept));
    }

    private static boolean isUntouched(Course course, Path file) {
        return git(course, "status", "--porcelain", "--", file.toString())
                .filter(String::isBlank)
                .isPresent();
    }

    /// What git says, if there is a git, a repository, and nothing to complain about.
    private static Optional<String> git(Course course, String... arguments) {
        var command = new java.util.ArrayList<String>();
        command.add("git");
        command.addAll(java.util.List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(course.root().toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var output =
                    new String(
                            process.getInputStream().readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Starters() {}
}
