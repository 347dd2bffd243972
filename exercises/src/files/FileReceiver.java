package files;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/// Takes a file from a connection into a folder.
public final class FileReceiver {

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
        throw new UnsupportedOperationException(
                "TODO: receive a file, and let it appear whole or not at all");
    }

    private FileReceiver() {}
}
