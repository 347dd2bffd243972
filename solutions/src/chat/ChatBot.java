package chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// A member of a chat room that answers people's questions.
public final class ChatBot {

    /// What a member has said to the room.
    ///
    /// @param from the name of the member
    public record Message(String from, String text) {}

    private final String name;
    private final Function<String, Optional<String>> thoughts;
    private final long pause;
    private final LongSupplier nanoTime;
    private OptionalLong last = OptionalLong.empty();

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
            LongSupplier nanoTime) {
        this.name = name;
        this.thoughts = thoughts;
        this.pause = TimeUnit.NANOSECONDS.convert(pause);
        this.nanoTime = nanoTime;
    }

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
        return question(message).flatMap(this::answer);
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
        var end = new CompletableFuture<Void>(); // Whoever comes first says how it ends.
        try (socket;
                var thinking = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                send(socket, "JOIN " + name);
                var in = new BufferedInputStream(socket.getInputStream());
                join(in);
                for (var line = readLine(in); line.isPresent(); line = readLine(in)) {
                    var asked = message(line.get()).flatMap(this::question);
                    asked.ifPresent(it -> thinking.execute(() -> answer(it, socket, end)));
                }
                end.complete(null);
            } catch (IOException e) {
                end.completeExceptionally(e);
            }
        }
        if (end.isCompletedExceptionally()) {
            throw (IOException) end.exceptionNow();
        }
    }

    private void join(InputStream in) throws IOException {
        var line = readLine(in);
        while (line.isPresent() && !line.get().equals("JOINED " + name)) {
            if (line.get().equals("ERR") || line.get().startsWith("ERR ")) {
                throw new ProtocolException(name + " cannot join: " + line.get());
            }
            line = readLine(in);
        }
        if (line.isEmpty()) {
            throw new EOFException("the end before " + name + " has joined");
        }
    }

    private static Optional<Message> message(String line) {
        var words = line.split(" ", 3);
        return words.length == 3 && words[0].equals("MSG")
                ? Optional.of(new Message(words[1], words[2]))
                : Optional.empty();
    }

    /// What is asked, if it is time for a question.
    private Optional<String> question(Message message) {
        int end = name.length();
        var text = message.text();
        if (isProgram(message.from())
                || text.length() == end
                || !text.regionMatches(true, 0, name, 0, end)
                || ":,".indexOf(text.charAt(end)) < 0) {
            return Optional.empty();
        }
        var asked = text.substring(end + 1).strip();
        return asked.isEmpty() || !isTime() ? Optional.empty() : Optional.of(asked);
    }

    private boolean isProgram(String from) {
        int suffix = from.length() - "-bot".length();
        return from.equalsIgnoreCase(name) || from.regionMatches(true, suffix, "-bot", 0, 4);
    }

    private boolean isTime() {
        long now = nanoTime.getAsLong();
        if (last.isPresent() && now - last.getAsLong() < pause) {
            return false;
        }
        last = OptionalLong.of(now);
        return true;
    }

    private Optional<String> answer(String question) {
        try {
            return thoughts.apply(question)
                    .map(answer -> answer.replace('\r', ' ').replace('\n', ' '))
                    .filter(answer -> !answer.isEmpty());
        } catch (RuntimeException e) {
            return Optional.empty(); // A question that nobody thought of.
        }
    }

    private void answer(String question, Socket socket, CompletableFuture<Void> end) {
        var answer = answer(question);
        if (answer.isPresent()) {
            try {
                send(socket, "MSG " + answer.get());
            } catch (IOException e) {
                end.completeExceptionally(e);
                close(socket);
            }
        }
    }

    private static void send(Socket socket, String line) throws IOException {
        synchronized (socket) {
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as closed as it will ever be.
        }
    }

    /// The next line without its end; empty when there is no further LF.
    private static Optional<String> readLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) >= 0; line.write(b)) {
            if (b == '\n') {
                var text = line.toString(UTF_8);
                return Optional.of(
                        text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            }
        }
        return Optional.empty();
    }
}
