package loopback.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether what was built is that of the sources. `course` asks the same of `find`, which is
/// quicker than a JVM, before it starts this program.
///
/// Paths are never compared, only times: a course that was moved is not stale. A stamp is as old as
/// the beginning of the build, so that what was saved during it is newer.
///
/// @param jdk version and home of the JDK that the command runs on
record Staleness(Path root, String jdk) {

    private static final List<String> KIT = List.of("exercises/test/kit");
    private static final List<String> COMMAND = List.of("pom.xml", "grader/pom.xml", "grader/src");
    private static final List<String> BOOK =
            List.of("pom.xml", "grader/pom.xml", "grader/src", "lessons/pom.xml", "lessons/src");

    /// @param withBook whether the book is asked for
    Need need(boolean withBook) {
        boolean hasSources = Files.isDirectory(root.resolve("grader/src"));
        if (!hasSources && !Files.isReadable(jar())) {
            throw new CannotException("The course command is missing: " + built());
        }
        if (hasSources
                && (!Files.exists(stamp())
                        || !Files.isReadable(jar())
                        || hasNewer(stamp(), COMMAND))) {
            return Need.EVERYTHING;
        }
        if (!isPrepared() || hasSources && hasNewer(stamp(), KIT)) {
            return Need.CACHE;
        }
        boolean bookIsBuilt = Files.isReadable(bookJar()) && Files.exists(bookStamp());
        return hasSources && withBook && (!bookIsBuilt || hasNewer(bookStamp(), BOOK))
                ? Need.BOOK
                : Need.NOTHING;
    }

    /// The JVM takes classes from a cache whatever has become of the jar, and does not notice
    /// damage: a cache that is older than the jar, or was written to later, is of no use.
    private boolean isPrepared() {
        if (!Files.exists(stamp()) || !Files.exists(options()) || !preparedFor().equals(jdk)) {
            return false;
        }
        var cache = built().resolve("course.aot");
        return Stream.of(cache, built().resolve("bench.aot"))
                        .noneMatch(each -> isNewer(each, record()))
                && !isNewer(jar(), cache);
    }

    private String preparedFor() {
        try {
            return Files.readString(record()).strip();
        } catch (IOException e) {
            return ""; // It was prepared for none.
        }
    }

    /// Gives those sources that another machine has dated in the future the time of a mark: they
    /// would be newer than every stamp.
    void bringBack(Path mark) throws IOException {
        var now = Files.getLastModifiedTime(mark);
        for (var sources : List.of(BOOK, KIT)) {
            for (var file : newer(now, sources)) {
                Files.setLastModifiedTime(file, now);
            }
        }
    }

    private boolean hasNewer(Path stamp, List<String> sources) {
        return time(stamp).map(time -> !newer(time, sources).isEmpty()).orElse(true);
    }

    /// Folders count: what was deleted has changed the folder that it was in.
    private List<Path> newer(FileTime time, List<String> sources) {
        var found = new ArrayList<Path>();
        var visitor =
                new SimpleFileVisitor<Path>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes facts) {
                        return visitFile(folder, facts);
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                        if (facts.lastModifiedTime().compareTo(time) > 0) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException reason) {
                        return FileVisitResult.CONTINUE; // Maven says what it cannot read.
                    }
                };
        for (var source : sources) {
            try {
                Files.walkFileTree(root.resolve(source), visitor);
            } catch (IOException e) {
                found.add(root.resolve(source)); // It went away meanwhile.
            }
        }
        return found;
    }

    private static boolean isNewer(Path file, Path than) {
        var time = time(file);
        return time.isPresent()
                && time(than).filter(other -> time.get().compareTo(other) > 0).isPresent();
    }

    private static Optional<FileTime> time(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // What cannot be seen is as good as not there.
        }
    }

    // --- where things are

    /// Where the command is built.
    Path built() {
        return root.resolve("grader/target/course");
    }

    Path jar() {
        return built().resolve("grader.jar");
    }

    private Path options() {
        return built().resolve("java.options");
    }

    Path stamp() {
        return built().resolve("stamp");
    }

    /// Names the JDK that the start-up caches are for; written after them.
    Path record() {
        return built().resolve("jdk");
    }

    private Path bookJar() {
        return root.resolve("lessons/target/book/book.jar");
    }

    Path bookStamp() {
        return root.resolve("lessons/target/book/stamp");
    }

    /// Where the course keeps what is not built.
    Path state() {
        return root.resolve(".course");
    }
}
