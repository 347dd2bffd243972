package kit;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What can be done with the files of a [Folder]: the same as with those of the machine that they
/// are, told in the folder's own names.
final class FolderProvider extends FileSystemProvider {

    /// A system property: no file is opened for writing where all have so many MiB.
    private static final long MOST = Integer.getInteger("kit.folder.mib", Integer.MAX_VALUE);

    private static final long MIB = 1L << 20;

    /// Something that is done with files.
    @FunctionalInterface
    interface Call<T> {
        T call() throws IOException;
    }

    private final FolderFileSystem files;

    FolderProvider(FolderFileSystem files) {
        this.files = files;
    }

    /// Does something with files of the machine, and names them as they are called in the folder.
    static <T> T in(FolderFileSystem files, Call<T> call) throws IOException {
        try {
            return call.call();
        } catch (FileSystemException e) {
            var file = files.unreal(e.getFile());
            var other = files.unreal(e.getOtherFile());
            var reason = files.unreal(e.getReason());
            throw switch (e) {
                case NoSuchFileException _ -> new NoSuchFileException(file, other, reason);
                case FileAlreadyExistsException _ ->
                        new FileAlreadyExistsException(file, other, reason);
                case AccessDeniedException _ -> new AccessDeniedException(file, other, reason);
                case DirectoryNotEmptyException _ -> new DirectoryNotEmptyException(file);
                case NotDirectoryException _ -> new NotDirectoryException(file);
                default -> new FileSystemException(file, other, reason);
            };
        }
    }

    private <T> T in(Call<T> call) throws IOException {
        return in(files, call);
    }

    private Path real(Path path) {
        return files.real(path);
    }

    private static boolean writes(Set<? extends OpenOption> options) {
        return options.contains(StandardOpenOption.WRITE)
                || options.contains(StandardOpenOption.APPEND);
    }

    private void requireRoom(Path path, Set<? extends OpenOption> options) throws IOException {
        if (writes(options) && files.used() >= MOST * MIB) {
            throw new FileSystemException(path.toString(), null, "No space left on device");
        }
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        requireRoom(path, options);
        var played = files.played(path);
        if (played.isPresent() && writes(options)) {
            throw new AccessDeniedException(path.toString());
        }
        if (options.contains(StandardOpenOption.CREATE)
                || options.contains(StandardOpenOption.CREATE_NEW)) {
            disk().creates();
        }
        var channel = in(() -> FileChannel.open(real(path), options, attributes));
        if (played.isPresent()) {
            return new PlayedChannel(played.get(), channel);
        }
        if (!writes(options) || !disk().isWatched()) {
            return channel;
        }
        disk().changed();
        return new FolderChannel(channel, disk());
    }

    private FolderDisk disk() {
        return files.disk();
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
        var found = new ArrayList<Path>();
        try (var all = in(() -> Files.newDirectoryStream(real(folder)))) {
            for (var each : all) {
                var path = folder.resolve(each.getFileName().toString());
                if (filter.accept(path)) {
                    found.add(path);
                }
            }
        }
        return new DirectoryStream<>() {
            @Override
            public java.util.Iterator<Path> iterator() {
                return found.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        in(() -> Files.createDirectory(real(path), attributes));
    }

    @Override
    public void delete(Path path) throws IOException {
        in(() -> {
            Files.delete(real(path));
            return path;
        });
        disk().changed();
    }

    /// In the steps that a copy has on the machine, which somebody may see: the old file goes, an
    /// empty one comes, and fills.
    @Override
    public void copy(Path from, Path to, CopyOption... options) throws IOException {
        requireRoom(to, Set.of(StandardOpenOption.WRITE));
        disk().creates();
        var real = real(from);
        if (Files.isRegularFile(real)) {
            disk().takesAll(Files.size(real));
        }
        makesRoomFor(from, to, options);
        if (disk().isWatched() && Files.isRegularFile(real) && !exists(to)) {
            in(() -> Files.createFile(real(to)));
            disk().changed();
            Files.delete(real(to));
        }
        in(() -> Files.copy(real, real(to), options));
        disk().changed();
    }

    /// In the steps that a move has on the machine, if it is not atomic: the old file goes, and for
    /// a moment there is none.
    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        disk().moves();
        if (!List.of(options).contains(StandardCopyOption.ATOMIC_MOVE)) {
            makesRoomFor(from, to, options);
        }
        in(() -> Files.move(real(from), real(to), options));
        disk().changed();
    }

    private void makesRoomFor(Path from, Path to, CopyOption... options) throws IOException {
        boolean replaces = List.of(options).contains(StandardCopyOption.REPLACE_EXISTING);
        if (replaces && exists(from) && exists(to) && !isSameFile(from, to)) {
            delete(to);
        }
    }

    private boolean exists(Path path) {
        return Files.exists(real(path), LinkOption.NOFOLLOW_LINKS);
    }

    /// A link leads to a path of the folder, from wherever it lies.
    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
            throws IOException {
        var whole = link.toAbsolutePath().resolveSibling(target);
        in(() -> Files.createSymbolicLink(real(link), real(whole), attributes));
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        in(() -> Files.createLink(real(link), real(existing)));
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return in(() -> files.unreal(Files.readSymbolicLink(real(link))));
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return in(() -> Files.isSameFile(real(one), real(other)));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return in(() -> Files.isHidden(real(path)));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        var real = real(path);
        in(() -> {
            real.getFileSystem().provider().checkAccess(real, modes);
            return path;
        });
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        var attributes = in(() -> Files.readAttributes(real(path), type, options));
        return files.played(path)
                .filter(_ -> type == BasicFileAttributes.class)
                .map(file -> type.cast(new PlayedAttributes(attributes, file.size())))
                .orElse(attributes);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
            throws IOException {
        return in(() -> Files.readAttributes(real(path), names, options));
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options)
            throws IOException {
        in(() -> Files.setAttribute(real(path), name, value, options));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getScheme() {
        return "folder";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }
}
