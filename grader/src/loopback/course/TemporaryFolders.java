package loopback.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;

/// Folders for what is of no use after a run, named for the run that has made them.
///
/// One that was killed cannot delete its own: the next one does.
public final class TemporaryFolders {

    private static final String PREFIX =
            "loopback-%s-%d-".formatted(processes(), ProcessHandle.current().pid());

    private static final Pattern NAME = Pattern.compile("loopback-(\\w+)-(\\d{1,10})-\\d+");

    /// A new folder of this run that nobody else may enter.
    public static Path folder() throws IOException {
        return Files.createTempDirectory(PREFIX);
    }

    /// Deletes a folder with everything in it; what does not go is left for the next run.
    public static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException | java.io.UncheckedIOException e) {
            // In the folder for temporary files, which is emptied by others.
        }
    }

    /// Deletes what runs have left that are dead.
    public static void sweep() {
        for (var each : FileIo.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            var name = NAME.matcher(each.getFileName().toString());
            if (name.matches()
                    && name.group(1).equals(processes())
                    && !isAlive(name.group(2))
                    && Files.isDirectory(each, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                delete(each);
            }
        }
    }

    static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    /// In which table of processes a number is to be looked up: containers may share a folder for
    /// temporary files, and never their tables.
    private static String processes() {
        try {
            var name = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return Long.toString(Long.parseLong(name.replaceAll("\\D", "")), Character.MAX_RADIX);
        } catch (IOException | NumberFormatException e) {
            return "0";
        }
    }

    private TemporaryFolders() {}
}
