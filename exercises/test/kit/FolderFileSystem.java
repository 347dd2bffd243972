package kit;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The file system of a [Folder].
///
/// The syntax of its paths is that of the machine. What a path means is found by its names alone:
/// `..` is taken out first, and what is left of it at the top is nothing.
final class FolderFileSystem extends FileSystem {

    private final Path top;
    private final FolderProvider provider;
    private final Map<Path, PlayedFile> played = new ConcurrentHashMap<>();
    private final FolderDisk disk = new FolderDisk();

    FolderFileSystem(Path top) {
        this.top = top;
        provider = new FolderProvider(this);
    }

    FolderDisk disk() {
        return disk;
    }

    /// The file of the machine that a path means.
    Path real(Path path) {
        var names = FolderPath.of(path).toAbsolutePath().normalize().names();
        var real = names.isEmpty() ? top : top.resolve(names).normalize();
        if (!real.startsWith(top)) {
            throw new IllegalStateException(path + " leads out of its folder");
        }
        return real;
    }

    /// The path that means a file of the machine.
    Path unreal(Path file) throws IOException {
        if (!file.startsWith(top)) {
            throw new IOException("a link leads out of the folder");
        }
        return getPath("/" + top.relativize(file));
    }

    /// A text about a file of the machine, as it is to be read in here.
    String unreal(String text) {
        return text == null ? null : text.replace(top.toString(), "");
    }

    /// The bytes of all files.
    long used() throws IOException {
        try (var all = Files.walk(top)) {
            long sum = 0;
            for (var each : all.filter(Files::isRegularFile).toList()) {
                sum += Files.size(each);
            }
            return sum;
        }
    }

    void plays(PlayedFile file) {
        played.put(real(file.path()), file);
    }

    /// The file that is played where `path` leads to, if any.
    Optional<PlayedFile> played(Path path) {
        return Optional.ofNullable(played.get(real(path)));
    }

    @Override
    public FolderPath getPath(String first, String... more) {
        return new FolderPath(this, Path.of(first, more));
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public String getSeparator() {
        return top.getFileSystem().getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(getPath("/"));
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return top.getFileSystem().supportedFileAttributeViews();
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        var matcher = top.getFileSystem().getPathMatcher(pattern);
        return path -> matcher.matches(FolderPath.of(path).syntax());
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("it is open as long as its folder");
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}
