package files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/// Sends a file to a receiver that may have the beginning of it, from an upload that was cut off.
///
/// Both sides speak in lines of UTF-8, each ended by an LF:
///
/// | who      | says               | which means                                               |
/// |----------|--------------------|-----------------------------------------------------------|
/// | sender   | `RESUME 11 a.bin`  | it has a file of so many bytes, which is called so        |
/// | receiver | `HAVE 4 88d4266f…` | it has so many bytes, which have this SHA-256             |
/// | sender   | `FROM 4`           | the bytes from this position to the last follow the LF    |
/// | receiver | `OK`               | it has the whole file                                     |
/// | receiver | `NO disk full`     | instead of `HAVE` or `OK`: it refuses, and for what reason |
///
/// One space separates the words of a line, of which name and reason may have spaces in them. A
/// number is written in the digits `0` to `9`, and a SHA-256 in 64 hexadecimal digits, lower or upper
/// case. A line of the receiver has at most 200 bytes, its LF included.
public final class ResumableUpload {

    private static final int LONGEST_LINE = 200;
    private static final int PART = 1 << 20;
    private static final Pattern HAVE = Pattern.compile("HAVE ([0-9]{1,18}) ([0-9a-fA-F]{64})");

    /// Sends `file` under its own name over `receiver`, a connected channel in blocking mode, and
    /// returns when the receiver has said `OK`.
    ///
    /// If the first bytes of the file, as many as the receiver has, have the SHA-256 that it tells,
    /// those after them are sent, or none if there are none. Otherwise it has another file, and all
    /// bytes are sent, from 0 on.
    ///
    /// They are sent by [FileChannel#transferTo], so that they do not come into the memory of this
    /// program. Each call of it asks for 1 MiB at most; it may transfer less than it was asked for, or
    /// nothing, and is called again. A file may be longer than 2 GiB, and takes less than 1 MiB of
    /// memory, counted over the whole call.
    ///
    /// `progress` is told, by the calling thread, how many bytes of the file the receiver has: at
    /// first the number in `FROM`, then the new one after each transfer of a byte or more. What it
    /// throws ends the upload, and is thrown as it is.
    ///
    /// The file is opened before anything is sent, and closed in the end, whatever happens. It counts
    /// as long as it was then: what is added to it later is not sent. `receiver` is left open, and
    /// what it has sent after the LF of its last line is left unread.
    ///
    /// An interrupt ends the call with a [ClosedByInterruptException] and closes `receiver`, as usual
    /// with channels, and the thread stays interrupted.
    ///
    /// @throws IllegalArgumentException when the name has a control character, an LF for example;
    ///     nothing has been sent then
    /// @throws ProtocolException when the receiver has more bytes than the file, or says what is not
    ///     in the table; as soon as a line is too long; nothing more is sent then
    /// @throws EOFException when the receiver ends its stream before its last line is complete; when
    ///     the file has become too short for what is to be read or sent
    /// @throws IOException when the receiver refuses, with its reason in the message, and nothing more
    ///     is sent then; the one that opening, reading or sending throws, as it is
    public static void upload(Path file, SocketChannel receiver, LongConsumer progress)
            throws IOException {
        var name = file.getFileName().toString();
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a name of one line, not " + name);
        }
        try (var bytes = FileChannel.open(file, READ)) {
            long size = bytes.size();
            send(receiver, "RESUME " + size + " " + name);
            long from = offset(receive(receiver), bytes, size);
            send(receiver, "FROM " + from);
            progress.accept(from);
            transfer(bytes, from, size, receiver, progress);
            var last = receive(receiver);
            if (!last.equals("OK")) {
                throw new ProtocolException("not OK: " + last);
            }
        }
    }

    private static void transfer(
            FileChannel bytes, long from, long size, SocketChannel receiver, LongConsumer progress)
            throws IOException {
        for (long sent = from; sent < size; ) {
            long count = bytes.transferTo(sent, Math.min(PART, size - sent), receiver);
            sent += count;
            if (count > 0) {
                progress.accept(sent);
            } else if (bytes.size() <= sent) {
                throw new EOFException("the file ends after " + sent + " of " + size + " bytes");
            }
        }
    }

    /// Where to begin, after the receiver has said what it has.
    private static long offset(String have, FileChannel bytes, long size) throws IOException {
        var matcher = HAVE.matcher(have);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) > size) {
            throw new ProtocolException("not the beginning of " + size + " bytes: " + have);
        }
        long count = Long.parseLong(matcher.group(1));
        var theirs = HexFormat.of().parseHex(matcher.group(2));
        return MessageDigest.isEqual(theirs, sha256(bytes, count)) ? count : 0;
    }

    private static byte[] sha256(FileChannel bytes, long count) throws IOException {
        var digest = newSha256();
        var buffer = ByteBuffer.allocate(8192);
        for (long at = 0; at < count; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), count - at));
            if (bytes.read(buffer, at) < 0) {
                throw new EOFException("the file ends after " + at + " bytes");
            }
            digest.update(buffer.flip());
        }
        return digest.digest();
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java platform has it.
        }
    }

    private static void send(SocketChannel receiver, String line) throws IOException {
        for (var bytes = UTF_8.encode(line + "\n"); bytes.hasRemaining(); ) {
            receiver.write(bytes);
        }
    }

    /// The next line of the receiver, without its LF; what comes after it stays unread.
    private static String receive(SocketChannel receiver) throws IOException {
        var in = receiver.socket().getInputStream();
        var bytes = new ByteArrayOutputStream();
        for (int b; (b = in.read()) != '\n'; bytes.write(b)) {
            if (b < 0) {
                throw new EOFException("the receiver has ended within a line");
            }
            if (bytes.size() == LONGEST_LINE - 1) {
                throw new ProtocolException("a line of more than " + LONGEST_LINE + " bytes");
            }
        }
        var line = bytes.toString(UTF_8);
        if (line.startsWith("NO ")) {
            throw new IOException("the receiver refuses: " + line.substring(3));
        }
        return line;
    }

    private ResumableUpload() {}
}
