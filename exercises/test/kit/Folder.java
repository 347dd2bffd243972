package kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder for the code under test, with a file system of its own: `/` is the folder itself, and no
/// path leads out of it. Its files are real ones.
///
/// What a learner resolves wrongly, `../other` or `/etc/passwd`, lies in here as well, where a
/// specification can look for it: give away [#path] of a folder within, and look beside that.
public final class Folder implements AutoCloseable {

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
