package loopback.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The references of lesson 9 with programs that send, and digest, files of their own.
class FilesIT {

    private static final int SIZE = 5_000_011;

    /// Sends a header, and the file behind it without a detour, and prints the answer.
    private static final String SEND_FILE =
            """
            import hashlib, os, socket, sys
            path, name, port = sys.argv[1:]
            with open(path, "rb") as file, socket.create_connection(("127.0.0.1", int(port))) as s:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                s.sendall(f"{digest} {os.path.getsize(path)} {name}\\n".encode())
                file.seek(0)
                s.sendfile(file)
                print(s.recv(1000).decode(), end="")
            """;

    /// Goes on with what it has under the name, and prints where the sender began.
    private static final String RESUME =
            """
            import hashlib, os, socket, sys
            with socket.create_server(("127.0.0.1", 0)) as listener:
                print(listener.getsockname()[1])
                while True:
                    client, _ = listener.accept()
                    with client, client.makefile("rwb") as sender:
                        _, size, name = sender.readline().decode().rstrip("\\n").split(" ", 2)
                        with open(os.path.join(sys.argv[1], name), "a+b") as file:
                            file.seek(0)
                            has = file.read()
                            digest = hashlib.sha256(has).hexdigest()
                            sender.write(f"HAVE {len(has)} {digest}\\n".encode())
                            sender.flush()
                            start = int(sender.readline().split()[1])
                            file.truncate(start)
                            file.write(sender.read(int(size) - start))
                        sender.write(b"OK\\n")
                    print(name, "from", start)
            """;

    private Path inbox;
    private Path file;

    @BeforeEach
    void make(@TempDir Path folder) throws IOException {
        inbox = Files.createDirectory(folder.resolve("inbox"));
        file = folder.resolve("outgoing");
        var bytes = new byte[SIZE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8) * 7);
        }
        Files.write(file, bytes);
    }

    @Test
    void file_receiver_takes_what_python_sends() throws Exception {
        var python = Programs.need("python3");
        try (var receiver = receiver()) {
            for (var name : List.of("holiday 1.jpg", "grüße.bin")) {
                var sent =
                        Programs.run(
                                python, "-c", SEND_FILE, file.toString(), name, receiver.port());
                assertEquals("OK\n", sent.text());
                assertEquals(digest(file), digest(inbox.resolve(name)));
            }
            // The sender may meet a reset before it has read the answer: it sends on meanwhile.
            Programs.run(python, "-c", SEND_FILE, file.toString(), "../evil", receiver.port());
            receiver.program().lineWith("FileReceiver throws java.net.ProtocolException");
            assertEquals(2, count(inbox));
        }
    }

    @Test
    void file_receiver_takes_what_socat_sends() throws Exception {
        var socat = Programs.need("socat");
        var upload = file.resolveSibling("upload");
        Files.writeString(upload, digest(file) + " " + SIZE + " sent.bin\n", UTF_8);
        try (var out = Files.newOutputStream(upload, StandardOpenOption.APPEND)) {
            Files.copy(file, out);
        }
        try (var receiver = receiver()) {
            var to = "TCP:127.0.0.1:" + receiver.port();
            assertEquals("", Programs.run(socat, "-u", "FILE:" + upload, to).text());
            assertTrue(receiver.program().lineWith("sent.bin").endsWith(SIZE + " bytes"));
            assertEquals(digest(file), digest(inbox.resolve("sent.bin")));
        }
    }

    @Test
    void resumable_upload_goes_on_with_what_python_has() throws Exception {
        var received = inbox.resolve(file.getFileName());
        var python = Programs.need("python3");
        try (var receiver = Running.start(python, "-u", "-c", RESUME, inbox.toString())) {
            var command =
                    Tried.command(
                            "files/ResumableUpload", "127.0.0.1", receiver.line(), file.toString());

            Programs.run(command);
            assertEquals("outgoing from 0", receiver.line());
            assertEquals(digest(file), digest(received));

            cut(received, 3_000_000);
            var told = Programs.run(command);
            assertEquals("outgoing from 3000000", receiver.line());
            assertEquals("3000000 bytes are there", told.lines().getFirst());
            assertEquals(digest(file), digest(received));

            cut(received, 1_000_000);
            Files.write(received, new byte[] {'!'}, StandardOpenOption.APPEND);
            Programs.run(command);
            assertEquals("outgoing from 0", receiver.line());
            assertEquals(digest(file), digest(received));
        }
    }

    private static void cut(Path file, long size) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private Tried receiver() throws IOException {
        return Tried.start("files/FileReceiver", "0", inbox.toString());
    }

    /// What `sha256sum` says of it.
    private static String digest(Path file) throws Exception {
        return Programs.run(Programs.need("sha256sum"), file.toString()).text().substring(0, 64);
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
