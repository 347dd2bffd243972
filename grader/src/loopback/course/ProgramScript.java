package loopback.course;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The script that runs an exercise as the program it is, with jbang alone as well as with `try`.
public record ProgramScript(Course course, Exercise exercise) {

    /// What all of these scripts share, besides the kit in their own folder.
    private static final List<String> SHARED =
            List.of("kit/Bytes.java", "kit/Frames.java", "kit/Wire.java");

    public Path file() {
        return exercise.source(course.programs());
    }

    public boolean exists() {
        return Files.exists(file());
    }

    /// How it begins: what jbang compiles it with.
    public static String header(Exercise exercise) {
        var shared = SHARED.stream().map(file -> " ../../test/" + file).toList();
        return "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?\n"
                + "//JAVA 25+\n"
                + "//SOURCES ../../src/"
                + exercise
                + ".java\n"
                + "//SOURCES ../kit/*.java"
                + String.join("", shared)
                + "\n";
    }

    /// Its text without the sources that it names.
    public String withoutSources() {
        return FileIo.read(file()).replaceAll("(?m)^//SOURCES .*\\R", "");
    }

    /// The sources that it is compiled with, besides the answer.
    public List<Path> kit() {
        return Stream.concat(
                        FileIo.list(course.programs().resolve("kit")).stream(),
                        SHARED.stream().map(course.specifications()::resolve))
                .toList();
    }
}
