package loopback.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps a bench from being used again.
class LeakCheckTest {

    private static final LeakCheck BEFORE = LeakCheck.now();

    @FunctionalInterface
    private interface Opener {
        AutoCloseable open() throws IOException;
    }

    @BeforeEach
    void descriptorsAreSeenOnLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"));
    }

    @Test
    void an_open_socket_is_seen() throws Exception {
        assertSeen(() -> new ServerSocket(0), "socket:");
        assertSeen(() -> ServerSocketChannel.open(StandardProtocolFamily.UNIX), "socket:");
    }

    @Test
    void an_open_selector_is_seen() throws Exception {
        assertSeen(Selector::open, "eventfd");
    }

    @Test
    void an_open_pipe_is_seen() throws Exception {
        assertSeen(
                () -> {
                    var pipe = Pipe.open();
                    pipe.sink().close();
                    return pipe.source();
                },
                "pipe:");
    }

    @Test
    void an_open_file_is_seen(@TempDir Path folder) throws Exception {
        assertSeen(
                () ->
                        FileChannel.open(
                                folder.resolve("opened"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE),
                "opened");
    }

    @Test
    void a_temporary_file_is_seen() throws Exception {
        var file = Files.createTempFile("leak-check", "");
        assertSeen(() -> () -> Files.delete(file), file.getFileName().toString());
    }

    private static void assertSeen(Opener opener, String words) throws Exception {
        try (var _ = opener.open()) {
            var left = LeakCheck.now().descriptors();
            left.removeAll(BEFORE.descriptors());
            assertTrue(left.stream().anyMatch(each -> each.contains(words)), left::toString);
            assertFalse(LeakCheck.areNoneSince(BEFORE));
        }
    }
}
