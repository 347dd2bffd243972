package kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// A folder for the code under test, with a file system of its own: `/` is the folder itself, and no
/// path leads out of it. Its files are real ones.
///
/// What a learner resolves wrongly, `../other` or `/etc/passwd`, lies in here as well, where a
/// specification can look for it: give away [#path] of a folder within, and look beside that.
public final class Folder implements AutoCloseable {

    /// Bytes of a file that is described by more than its size.
    private static final int SHOWN = 1024;

    private final Path real;
    private final FolderFileSystem files;

    private Folder(Path real) throws IOException {
        this.real = real.toRealPath();
        files = new FolderFileSystem(this.real);
    }

    /// A new folder, without anything in it.
    public static Folder empty() throws IOException {
        return new Folder(Files.createTempDirectory("folder"));
    }

    /// A path below the folder: `/` for itself. [Files] works with it as with any other.
    public Path path(String text) {
        return files.getPath(text).toAbsolutePath();
    }

    /// Lets `file` be played where its path leads to.
    void plays(PlayedFile file) {
        files.plays(file);
    }

    /// Lets the disk have room for so many bytes more, however many files they are written to; then
    /// each write throws `failure`. What is deleted makes no room.
    public void failsAfter(long bytes, IOException failure) {
        files.disk().hasRoomFor(bytes, failure);
    }

    /// Lets each call that would make a file throw `failure`.
    public void failsToCreate(IOException failure) {
        files.disk().failsToCreate(failure);
    }

    /// Lets each call that would move a file throw `failure`.
    public void failsToMove(IOException failure) {
        files.disk().failsToMove(failure);
    }

    /// Looks at a path after each change of any file, from now on.
    public Glimpses looksAt(String path) {
        var glimpses = new Glimpses(path(path));
        files.disk().isObservedBy(glimpses::look);
        return glimpses;
    }

    /// All that is in the folder, at any depth: path and the first bytes of each file, path and kind
    /// of what is none.
    public Map<String, String> contents() {
        var all = new TreeMap<String, String>();
        try (var paths = Files.walk(real)) {
            for (var each : paths.skip(1).toList()) {
                all.put("/" + real.relativize(each), describe(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static String describe(Path real) throws IOException {
        if (Files.isSymbolicLink(real)) {
            return "a link";
        }
        if (!Files.isRegularFile(real)) {
            return Files.isDirectory(real) ? "a folder" : "neither file nor folder";
        }
        long size = Files.size(real);
        return size > SHOWN ? size + " bytes" : Bytes.summary(Files.readAllBytes(real));
    }

    /// Whether names that differ in nothing but their case are two.
    public boolean tellsCasesApart() throws IOException {
        var lower = Files.createFile(real.resolve("is-there-a-difference"));
        try {
            return Files.notExists(real.resolve("IS-THERE-A-DIFFERENCE"));
        } finally {
            Files.delete(lower);
        }
    }

    /// Whether the machine can have a file of that name: what is not ASCII depends on its settings.
    public boolean canName(String name) {
        try {
            return Files.notExists(real.resolve(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try (var all = Files.walk(real)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
