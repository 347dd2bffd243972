package chat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// A member of a chat room that answers people's questions.
public final class ChatBot {

    /// What a member has said to the room.
    ///
    /// @param from the name of the member
    public record Message(String from, String text) {}

    /// Creates a bot called `name`, which is a name of the room.
    ///
    /// @param thoughts what it answers to a question, if it knows an answer; this may take long
    /// @param pause the time that has to pass from a question that it thinks about to the next; less
    ///     than zero is none, and none is too long
    /// @param nanoTime the clock, as `System.nanoTime()`: nanoseconds, from anywhere
    public ChatBot(
            String name,
            Function<String, Optional<String>> thoughts,
            Duration pause,
            LongSupplier nanoTime) {}

    /// Returns what the bot says to `message`, if anything.
    ///
    /// A question begins with the name of the bot, in whatever case, and with `:` or `,` right behind
    /// it. What is asked is the rest without white space around it, of at least one character. What
    /// is no question gets no answer.
    ///
    /// Two programs that answer each other never end. So the bot answers neither itself nor another
    /// bot, which is who has a name that ends with `-bot`; the case of a name makes no difference.
    ///
    /// It thinks about a question when `pause` has passed since the last one that it thought about,
    /// whoever has asked; the first has not to wait. A question that comes earlier gets no answer,
    /// and changes nothing.
    ///
    /// An answer is one line: each CR and each LF in it becomes a space. When there is no character
    /// in it, or `thoughts` throws an unchecked exception, there is no answer.
    public Optional<String> reply(Message message) {
        return notYet();
    }

    /// Joins the room at the other end of `socket`, and answers what is asked there, until the stream
    /// of the room ends.
    ///
    /// Lines are UTF-8 and end with LF, and a CR before that is not part of them. Bytes that are no
    /// UTF-8 become U+FFFD. The bot sends `JOIN name`, and `MSG answer` when it has an answer, as
    /// [#reply] has one, to a line `MSG from text`: the text is all that follows the space behind the
    /// name, whatever it is. Only LF ends a line, or else a text with a CR in it could speak for
    /// somebody else. All other lines that come are passed over, but for `ERR` as the room's answer
    /// to `JOIN`, which otherwise is `JOINED name`.
    ///
    /// Whether it thinks about a question the bot decides when the line has arrived. It goes on
    /// receiving while it thinks. An answer is sent when it is there; whether questions are thought
    /// about at the same time, and in which order they are answered, is left open.
    ///
    /// When the stream ends, the call returns as soon as what was asked before is answered, though
    /// nobody may be there to read it: not to be able to send it is no failure. The call closes
    /// `socket`, however it ends, and leaves no thread.
    ///
    /// @throws ProtocolException if the room refuses the name, with the line that says so
    /// @throws EOFException if the stream ends before the room has answered to `JOIN`
    /// @throws IOException the one that `socket` throws before the end of the stream, as it is
    public void run(Socket socket) throws IOException {
        notYet();
    }

    private static <T> T notYet() {
        throw new UnsupportedOperationException("TODO: answer people, and nobody else");
    }
}
