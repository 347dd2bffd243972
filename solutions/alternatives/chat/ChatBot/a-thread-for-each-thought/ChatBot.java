package chat;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Lets a thread of its own think about each question, and reads lines character by character.
public final class ChatBot {

    public record Message(String from, String text) {}

    private final String name;
    private final Function<String, Optional<String>> thoughts;
    private final LongSupplier nanoTime;
    private final long pause;
    private final String ownName;
    private long next;
    private boolean resting;

    public ChatBot(
            String name,
            Function<String, Optional<String>> thoughts,
            Duration pause,
            LongSupplier nanoTime) {
        this.name = name.toLowerCase(Locale.ROOT);
        this.thoughts = thoughts;
        this.nanoTime = nanoTime;
        var longest = Duration.ofNanos(Long.MAX_VALUE);
        var some = pause.isNegative() ? Duration.ZERO : pause;
        this.pause = (some.compareTo(longest) > 0 ? longest : some).toNanos();
        ownName = name;
    }

    public Optional<String> reply(Message message) {
        var asked = asked(message.from(), message.text());
        return asked.isEmpty() ? Optional.empty() : think(asked);
    }

    /// What is to be thought about, or nothing at all.
    private String asked(String from, String text) {
        var who = from.toLowerCase(Locale.ROOT);
        var start = text.substring(0, Math.min(text.length(), name.length() + 1));
        var lower = start.toLowerCase(Locale.ROOT);
        if (who.endsWith("-bot") || who.equals(name)) {
            return "";
        }
        if (!lower.equals(name + ":") && !lower.equals(name + ",")) {
            return "";
        }
        var rest = text.substring(start.length()).strip();
        if (rest.isEmpty()) {
            return "";
        }
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (resting && now - next < 0) {
                return "";
            }
            next = now + pause;
            resting = true;
        }
        return rest;
    }

    private Optional<String> think(String asked) {
        try {
            var answer = thoughts.apply(asked).orElse("").replace('\r', ' ').replace('\n', ' ');
            return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    public void run(Socket socket) throws IOException {
        var failures = new ArrayList<IOException>();
        var thinkers = new ArrayList<Thread>();
        try (socket) {
            var out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
            say(out, "JOIN " + ownName);
            try {
                listen(socket, out, thinkers, failures);
                synchronized (failures) {
                    failures.add(new EOFException()); // What fails from now on comes after it.
                }
            } finally {
                thinkers.forEach(ChatBot::join);
            }
        } catch (IOException e) {
            failures.add(e);
        }
        if (!(failures.getFirst() instanceof EOFException end) || end.getMessage() != null) {
            throw failures.getFirst();
        }
    }

    private void listen(
            Socket socket, Writer out, List<Thread> thinkers, List<IOException> failures)
            throws IOException {
        var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
        var lines = new BufferedReader(in);
        var line = readLine(lines);
        for (; !line.equals("JOINED " + ownName + "\n"); line = readLine(lines)) {
            if (line.isEmpty()) {
                throw new EOFException("the room has closed");
            }
            if (line.equals("ERR\n") || line.startsWith("ERR ")) {
                throw new ProtocolException("the room says " + line.strip());
            }
        }
        for (line = readLine(lines); !line.isEmpty(); line = readLine(lines)) {
            int space = line.indexOf(' ', 4);
            if (line.startsWith("MSG ") && space > 0) {
                var asked = asked(line.substring(4, space), line.substring(space + 1));
                if (!asked.isEmpty()) {
                    thinkers.add(
                            Thread.startVirtualThread(() -> answer(asked, socket, out, failures)));
                }
            }
        }
    }

    private void answer(String asked, Socket socket, Writer out, List<IOException> failures) {
        var answer = think(asked);
        if (answer.isEmpty()) {
            return;
        }
        try {
            say(out, "MSG " + answer.get());
        } catch (IOException e) {
            synchronized (failures) {
                failures.add(e);
            }
            try {
                socket.close();
            } catch (IOException ignored) {
                // The first failure is the one to be told.
            }
        }
    }

    private static void say(Writer out, String line) throws IOException {
        synchronized (out) {
            out.write(line + "\n");
            out.flush();
        }
    }

    /// The next line with its LF, or nothing at the end.
    private static String readLine(Reader in) throws IOException {
        var line = new StringBuilder();
        for (int c; (c = in.read()) >= 0; ) {
            line.append((char) c);
            if (c == '\n') {
                return line.toString().replace("\r\n", "\n");
            }
        }
        return "";
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
