package files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/// Takes a file from a connection into a folder.
public final class FileReceiver {

    private static final int LONGEST_HEADER = 512;
    private static final int LONGEST_NAME = 255;
    private static final int PIECE = 64 * 1024;

    private static final Pattern HEADER =
            Pattern.compile("(?s)([0-9A-Fa-f]{64}) (0|[1-9][0-9]{0,18}) (.+)");
    private static final Pattern FORBIDDEN = Pattern.compile("(?s)\\.\\.?|.*[/\\\\:\\p{Cc}].*");
    private static final Pattern DEVICE =
            Pattern.compile("(?is)(CON|PRN|AUX|NUL|(COM|LPT)[1-9])(\\..*)?");

    private record Header(byte[] digest, long size, String name) {}

    /// Receives one file, and returns its path: `NAME` in `folder`.
    ///
    /// The sender sends a header, and then the bytes of the file as they are. The header is a line of
    /// UTF-8 ([RFC 3629](https://www.rfc-editor.org/rfc/rfc3629#section-3)), `DIGEST SIZE NAME`, with
    /// one space between each two, and one LF at its end.
    ///
    /// | part     | what it is                                                                      |
    /// |----------|---------------------------------------------------------------------------------|
    /// | `DIGEST` | the SHA-256 of the file: 64 hexadecimal digits, in lower or upper case            |
    /// | `SIZE`   | its number of bytes: decimal digits, `0` to `9`, no more than [Long#MAX_VALUE]  |
    /// | `NAME`   | what it is called: all that is left of the line, spaces too                     |
    ///
    /// A size has no zero in front of another digit, and no sign. A name has 1 to 255 bytes. It is
    /// neither `.` nor `..`, and has no slash, backslash or colon, and no control character (U+0000 to
    /// U+001F, U+007F to U+009F). It is none of those that Windows keeps for devices, in upper or lower
    /// case, alone or before a dot: `CON`, `PRN`, `AUX`, `NUL`, `COM1` to `COM9`, `LPT1` to `LPT9`.
    /// Names that differ in case are as different as the file system of `folder` says.
    ///
    /// Header and file may come in any pieces, with pauses. A header is refused as soon as its LF has
    /// come, or 512 bytes without an LF. No byte after the header that is refused is read, and none
    /// after the file.
    ///
    /// While the bytes come, they are written to a new file in `folder`. When all of them have come,
    /// and have that digest, this file gets its name in one step: whoever looks at `NAME` finds what
    /// was there before, an older file or none, and from one moment on the new file, whole. Whatever
    /// is thrown, `folder` has afterwards what it had before. Files that are there under other names
    /// stay as they are. Other calls may receive into the same `folder` at the same time, even a file
    /// of the same name: none disturbs another, and what stays is the file of the one that was the last.
    ///
    /// A file may be larger than the memory.
    ///
    /// `progress` is told how many bytes of the file have come: each time more than before, at the
    /// latest when 64 KiB have come since, and at the end all of them. A file without a byte is
    /// nothing to tell. It is called on the thread of this call.
    ///
    /// Nothing is sent: the answer is the caller's. `socket` stays open, whatever happens, and its
    /// options stay as they are.
    ///
    /// @param folder a folder that is there
    /// @param limit the most bytes that a file may have, 0 or more
    /// @throws ProtocolException if the header has another form, the name is none, the size is over
    ///     the limit, or the bytes have another digest
    /// @throws FileAlreadyExistsException if `folder` has something of that name that is no ordinary
    ///     file, a folder or a link for example, as soon as the header is there
    /// @throws EOFException if the stream ends before the header or the file does
    /// @throws IOException what reading, writing or moving throws, as it is; and so with what
    ///     `progress` throws
    public static Path receive(Socket socket, Path folder, long limit, LongConsumer progress)
            throws IOException {
        var in = socket.getInputStream();
        var header = header(in);
        if (header.size > limit) {
            throw new ProtocolException(header.size + " bytes are more than " + limit);
        }
        var target = folder.resolve(header.name);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(header.name);
        }
        var part = Files.createTempFile(folder, "", ".part");
        try {
            if (!MessageDigest.isEqual(header.digest, copy(in, header.size, part, progress))) {
                throw new ProtocolException("the bytes of " + header.name + " have another digest");
            }
            return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Header header(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) != '\n'; ) {
            if (b < 0) {
                throw new EOFException("the stream ends in the header");
            }
            line.write(b);
            if (line.size() == LONGEST_HEADER) {
                throw new ProtocolException("a header has fewer than 512 bytes");
            }
        }
        return parse(line.toByteArray());
    }

    private static Header parse(byte[] line) throws ProtocolException {
        try {
            var parts = HEADER.matcher(UTF_8.newDecoder().decode(ByteBuffer.wrap(line)));
            if (parts.matches() && isName(parts.group(3))) {
                var digest = HexFormat.of().parseHex(parts.group(1));
                return new Header(digest, Long.parseLong(parts.group(2)), parts.group(3));
            }
        } catch (CharacterCodingException | NumberFormatException e) {
            // It is no header either.
        }
        throw new ProtocolException("no header: DIGEST SIZE NAME");
    }

    private static boolean isName(String name) {
        return name.getBytes(UTF_8).length <= LONGEST_NAME
                && !FORBIDDEN.matcher(name).matches()
                && !DEVICE.matcher(name).matches();
    }

    /// Writes `size` bytes to `file`, and returns their digest.
    private static byte[] copy(InputStream in, long size, Path file, LongConsumer progress)
            throws IOException {
        var digest = sha256();
        var piece = new byte[PIECE];
        try (var out = Files.newOutputStream(file)) {
            for (long come = 0; come < size; ) {
                int n = in.read(piece, 0, (int) Math.min(piece.length, size - come));
                if (n < 0) {
                    throw new EOFException(come + " of " + size + " bytes");
                }
                out.write(piece, 0, n);
                digest.update(piece, 0, n);
                come += n;
                progress.accept(come);
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has it.
        }
    }

    private FileReceiver() {}
}
