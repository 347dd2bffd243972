package files;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;

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
        throw new UnsupportedOperationException("TODO: send what the receiver lacks");
    }

    private ResumableUpload() {}
}
