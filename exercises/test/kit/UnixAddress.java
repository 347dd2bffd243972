package kit;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// An address for a Unix-domain socket, at which nothing is yet: a path in a folder of its own.
///
/// @param file where the file of the socket will be
public record UnixAddress(Path file) implements AutoCloseable {

    /// Its folder lies within another: the names of a path are paths as well, and none of these
    /// leads from the folder in which the JVM works to an empty one, which could be deleted.
    public static UnixAddress unused() throws IOException {
        // Short, because the path of a socket has about 100 bytes.
        var folder = Files.createTempDirectory("u").resolve("d");
        return new UnixAddress(Files.createDirectory(folder).resolve("s"));
    }

    /// What is given to the code under test.
    public UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        Files.delete(file.getParent());
        Files.delete(file.getParent().getParent());
    }
}
