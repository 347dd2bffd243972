package chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// Thinks about one question after the other, on a worker with a queue, and finds questions and
/// messages by regular expressions.
public final class ChatBot {

    public record Message(String from, String text) {}

    private static final Pattern MESSAGE = Pattern.compile("MSG ([^ ]+) (.+)", Pattern.DOTALL);

    private final String name;
    private final Function<String, Optional<String>> thoughts;
    private final Duration pause;
    private final LongSupplier nanoTime;
    private final Pattern question;
    private boolean hasThought;
    private long last;

    public ChatBot(
            String name,
            Function<String, Optional<String>> thoughts,
            Duration pause,
            LongSupplier nanoTime) {
        this.name = name;
        this.thoughts = thoughts;
        this.pause = pause;
        this.nanoTime = nanoTime;
        question =
                Pattern.compile(
                        name + "[:,]\\s*(\\S.*?)\\s*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    public Optional<String> reply(Message message) {
        return take(message).flatMap(this::think);
    }

    private Optional<String> take(Message message) {
        boolean program = message.from().matches("(?i).*-bot|" + name);
        var found = question.matcher(message.text());
        if (program || !found.matches()) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        if (hasThought && Duration.ofNanos(now - last).compareTo(pause) < 0) {
            return Optional.empty();
        }
        hasThought = true;
        last = now;
        return Optional.of(found.group(1));
    }

    private Optional<String> think(String asked) {
        try {
            return thoughts.apply(asked)
                    .map(answer -> answer.replaceAll("[\r\n]", " "))
                    .filter(answer -> answer.length() > 0);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    public void run(Socket socket) throws IOException {
        var asked = new LinkedBlockingQueue<Optional<String>>();
        var talk = new Talk(socket, asked);
        var worker = Thread.ofPlatform().unstarted(talk::answerAll);
        try (socket) {
            socket.getOutputStream().write(("JOIN " + name + "\n").getBytes(UTF_8));
            worker.start();
            try {
                listen(socket, asked);
                talk.over = true;
            } finally {
                asked.add(Optional.empty());
                join(worker);
            }
        } catch (IOException e) {
            throw talk.failure.orElse(e);
        }
    }

    private void listen(Socket socket, BlockingQueue<Optional<String>> asked) throws IOException {
        var lines = new Scanner(socket.getInputStream(), UTF_8).useDelimiter("\n");
        boolean member = false;
        try {
            while (true) {
                var line = lines.next().replaceFirst("\r$", "");
                if (!member && line.matches("ERR( .*)?")) {
                    throw new ProtocolException(line);
                }
                member |= line.equals("JOINED " + name);
                var found = MESSAGE.matcher(line);
                if (found.matches()) {
                    take(new Message(found.group(1), found.group(2)))
                            .ifPresent(it -> asked.add(Optional.of(it)));
                }
            }
        } catch (NoSuchElementException e) {
            if (lines.ioException() != null) {
                throw lines.ioException();
            }
        }
        if (!member) {
            throw new EOFException("nobody has let " + name + " in");
        }
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Talk {

        private final Socket socket;
        private final BlockingQueue<Optional<String>> asked;
        private volatile boolean over;
        private volatile Optional<IOException> failure = Optional.empty();

        Talk(Socket socket, BlockingQueue<Optional<String>> asked) {
            this.socket = socket;
            this.asked = asked;
        }

        private void answerAll() {
            try {
                for (var next = asked.take(); next.isPresent(); next = asked.take()) {
                    var answer = think(next.get());
                    if (answer.isPresent()) {
                        var line = "MSG " + answer.get() + "\n";
                        socket.getOutputStream().write(line.getBytes(UTF_8));
                    }
                }
            } catch (IOException e) {
                if (!over) {
                    failure = Optional.of(e);
                    close();
                }
            } catch (InterruptedException e) {
                close();
            }
        }

        private void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // Nothing else is to be done.
            }
        }
    }
}
