package loopback.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reading and writing files so that what goes wrong is one sentence, and nothing is half written.
public final class FileIo {

    /// The text of a UTF-8 file.
    public static String read(Path file) {
        requireOrdinary(file);
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CourseException(file + " does not exist", e);
        } catch (CharacterCodingException e) {
            throw new CourseException(file + " is not UTF-8: save it in that encoding", e);
        } catch (IOException e) {
            throw new CourseException(file + " cannot be read: " + reason(e), e);
        }
    }

    /// The text of a file that may have another encoding: what is not UTF-8 is replaced.
    public static String readLeniently(Path file) {
        return new String(bytes(file), UTF_8);
    }

    /// To read from a pipe or a device may never end.
    private static void requireOrdinary(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CourseException(file + " cannot be read: it is no ordinary file");
        }
    }

    public static byte[] bytes(Path file) {
        requireOrdinary(file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CourseException(file + " cannot be read: " + reason(e), e);
        }
    }

    /// When a file was changed last, in milliseconds; a file that is gone was changed just now.
    public static long modified(Path file) {
        var time = file.toFile().lastModified();
        return time == 0 ? Long.MAX_VALUE : time;
    }

    public static List<String> lines(Path file) {
        return read(file).lines().toList();
    }

    /// Deletes a file, if it is there.
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw CourseException.ofMachine(file + " cannot be deleted: " + reason(e), e);
        }
    }

    /// The folder that a file lies in.
    public static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), () -> file + " lies in no folder");
    }

    /// The entries of a folder in the order of their names; none if there is no such folder.
    public static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new CourseException(folder + " cannot be listed: " + reason(e), e);
        }
    }

    /// Every file below a folder, in the order of their paths.
    public static List<Path> walk(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new CourseException(folder + " cannot be listed: " + reason(e), e);
        }
    }

    public static void write(Path file, String text) {
        write(file, text.getBytes(UTF_8));
    }

    /// What [#write] has left in the middle, in a run that was killed.
    private static final Pattern HALF_WRITTEN = Pattern.compile("\\..+\\.(\\d{1,10})-\\d+\\.tmp");

    /// Deletes what runs that are dead have left half written, in a folder or below.
    public static void sweep(Path folder) {
        for (var file : walk(folder)) {
            var name = HALF_WRITTEN.matcher(file.getFileName().toString());
            if (name.matches() && !TemporaryFolders.isAlive(name.group(1))) {
                file.toFile().delete();
            }
        }
    }

    /// Replaces a file whole: readers see the old bytes or the new ones, never a part.
    public static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var unique = ProcessHandle.current().pid() + "-" + System.nanoTime();
            var written = file.resolveSibling("." + file.getFileName() + "." + unique + ".tmp");
            try {
                Files.write(written, bytes);
                Files.move(
                        written,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw CourseException.ofMachine(
                    file + " cannot be written (" + reason(e) + "); it is as it was", e);
        }
    }

    /// Why something could not be done: the message of an exception is often only the file's name.
    public static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "Permission denied";
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case FileSystemException known when known.getReason() != null -> known.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    /// The program of that name that the shell would start, if there is one.
    public static Optional<Path> onPath(String program) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder ->
                        Stream.of(program, program + ".exe", program + ".cmd")
                                .map(file -> Path.of(folder, file)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private FileIo() {}
}
