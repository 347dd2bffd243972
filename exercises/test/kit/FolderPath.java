package kit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Objects;

/// A path of a [Folder].
///
/// @param syntax a path of the machine with the same names, of which no file is ever opened
record FolderPath(FolderFileSystem files, Path syntax) implements Path {

    static FolderPath of(Path path) {
        if (path instanceof FolderPath own) {
            return own;
        }
        Objects.requireNonNull(path);
        throw new ProviderMismatchException();
    }

    private FolderPath with(Path other) {
        return other == null ? null : new FolderPath(files, other);
    }

    /// Without the root.
    String names() {
        int count = syntax.getNameCount();
        return count == 0 ? "" : syntax.subpath(0, count).toString();
    }

    @Override
    public FolderFileSystem getFileSystem() {
        return files;
    }

    /// On Windows a path may have a root and no drive: in a folder there are no drives.
    @Override
    public boolean isAbsolute() {
        return syntax.getRoot() != null;
    }

    @Override
    public FolderPath getRoot() {
        return with(syntax.getRoot());
    }

    @Override
    public FolderPath getFileName() {
        return with(syntax.getFileName());
    }

    @Override
    public FolderPath getParent() {
        return with(syntax.getParent());
    }

    @Override
    public int getNameCount() {
        return syntax.getNameCount();
    }

    @Override
    public FolderPath getName(int index) {
        return with(syntax.getName(index));
    }

    @Override
    public FolderPath subpath(int begin, int end) {
        return with(syntax.subpath(begin, end));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof FolderPath own
                && own.files == files
                && syntax.startsWith(own.syntax);
    }

    @Override
    public boolean endsWith(Path other) {
        return other instanceof FolderPath own && own.files == files && syntax.endsWith(own.syntax);
    }

    @Override
    public FolderPath normalize() {
        return with(syntax.normalize());
    }

    @Override
    public FolderPath resolve(Path other) {
        var own = of(other);
        return own.isAbsolute() ? own : with(syntax.resolve(own.syntax));
    }

    @Override
    public FolderPath relativize(Path other) {
        return with(syntax.relativize(of(other).syntax));
    }

    @Override
    public FolderPath toAbsolutePath() {
        return isAbsolute() ? this : files.getPath("/").resolve(this);
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return FolderProvider.in(files, () -> files.unreal(files.real(this).toRealPath(options)));
    }

    @Override
    public int compareTo(Path other) {
        return syntax.compareTo(of(other).syntax);
    }

    @Override
    public URI toUri() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchKey register(
            WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return syntax.toString();
    }
}
