package lifecycle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;

/// Asks a peer that answers when the request has come to its end.
public final class HalfClose {

    /// Sends `request`, says that no more will come, and returns what the peer sends until it says
    /// the same of itself.
    ///
    /// To say so is to close one direction of the connection
    /// ([RFC 9293](https://www.rfc-editor.org/rfc/rfc9293#section-3.6)): after the last byte of the
    /// request the peer reads the end of the stream, while what it sends still arrives here. It may
    /// begin to answer only then. A request without a byte is ended, too.
    ///
    /// The answer is every byte that arrives before the end of the peer's stream, unchanged, in
    /// order, in however many pieces; what had arrived before the call is the first part of it. It
    /// may have any number of bytes for which there is memory, none among them. The peer may
    /// pause as long as it likes.
    ///
    /// Afterwards `socket` is still open, with its output shut down and its input not. All its
    /// options are as the caller has set them, at the end of the call and throughout: a timeout for
    /// reads is the caller's, and no other is added.
    ///
    /// The peer reads the whole request; what happens if it stops reading is left open.
    ///
    /// @throws IOException the one that sending or receiving throws, as it is; what has arrived by
    ///     then is no answer, and the socket is not closed
    public static byte[] exchange(Socket socket, byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
        var answer = new ByteArrayOutputStream();
        var piece = new byte[8192];
        for (int count; (count = socket.getInputStream().read(piece)) >= 0; ) {
            answer.write(piece, 0, count);
        }
        return answer.toByteArray();
    }

    private HalfClose() {}
}
