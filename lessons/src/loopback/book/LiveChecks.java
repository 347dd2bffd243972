package loopback.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;

/// Tells the page of an exercise when a check of it has ended, wherever it was started, and starts
/// checks for it.
///
/// Only pages that this server has made know its token, another one for each start.
final class LiveChecks implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Milliseconds between two looks at the files.
    private static final int BETWEEN_LOOKS = 100;

    /// Looks after which a page that is gone is noticed.
    private static final int LOOKS_UNTIL_NOTICED = 50;

    private final String token = random();
    private final Course course;
    private final Function<Exercise, ProcessBuilder> check;
    private final Map<Exercise, Process> running = new HashMap<>();
    private final Set<Exercise> again = new HashSet<>();
    private final Map<Exercise, String> trouble = new HashMap<>();
    private final Map<Exercise, Integer> started = new HashMap<>();
    private boolean closed;

    /// @param check the command that checks an exercise, and keeps what came of it
    LiveChecks(Course course, Function<Exercise, ProcessBuilder> check) {
        this.course = course;
        this.check = check;
    }

    private static String random() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    String token() {
        return token;
    }

    boolean isToken(String said) {
        return MessageDigest.isEqual(said.getBytes(UTF_8), token.getBytes(UTF_8));
    }

    /// Starts a check. While one is running, another one follows it.
    synchronized void start(Exercise exercise) {
        if (closed) {
            return;
        }
        if (running.containsKey(exercise)) {
            again.add(exercise);
            return;
        }
        trouble.remove(exercise);
        started.merge(exercise, 1, Integer::sum);
        try {
            var process = check.apply(exercise).redirectErrorStream(true).start();
            running.put(exercise, process);
            Thread.ofVirtual().start(() -> await(exercise, process));
        } catch (IOException e) {
            trouble.put(exercise, "The check cannot be started: " + FileIo.reason(e));
        }
    }

    private void await(Exercise exercise, Process process) {
        var said = "";
        int status = -1;
        try (var out = process.getInputStream()) {
            process.getOutputStream().close();
            said = new String(out.readNBytes(10_000), UTF_8);
            out.transferTo(OutputStream.nullOutputStream());
            status = process.waitFor();
        } catch (IOException | InterruptedException e) {
            said = "The check was stopped."; // By the end of this server.
        }
        ended(exercise, status > 1 || status < 0 ? said.strip() : "");
    }

    private synchronized void ended(Exercise exercise, String why) {
        running.remove(exercise);
        if (!why.isEmpty()) {
            trouble.put(exercise, why);
        }
        if (again.remove(exercise)) {
            start(exercise);
        }
    }

    /// What a page is told of its checks. How many there were tells it of one that has begun and ended
    /// between two looks.
    private synchronized Map<String, Object> state(Exercise exercise) {
        return Map.of(
                "started",
                started.getOrDefault(exercise, 0),
                "running",
                running.containsKey(exercise),
                "trouble",
                trouble.getOrDefault(exercise, ""));
    }

    /// What a verdict is told apart by.
    String version(Exercise exercise) {
        return version(course.progress().resolve("verdicts").resolve(exercise.id() + ".json"));
    }

    private static String version(Path file) {
        return Files.exists(file) ? String.valueOf(FileIo.modified(file)) : "";
    }

    /// Writes an event whenever something has changed, until the page is gone.
    ///
    /// @param seen the version of the verdict that the page shows
    /// @param onSave whether a change of the learner's file starts a check
    /// @param verdict what is sent when a check has ended
    void follow(
            Exercise exercise,
            String seen,
            boolean onSave,
            Function<Exercise, String> verdict,
            OutputStream out)
            throws IOException {
        var source = exercise.source(course.starters());
        var shown = seen;
        var saved = version(source);
        Map<String, Object> told = Map.of();
        for (int looks = 0; !isClosed(); looks++) {
            var last = version(exercise);
            if (!last.equals(shown)) {
                shown = last;
                send(out, "verdict", last, verdict.apply(exercise));
            }
            var now = state(exercise);
            if (!now.equals(told)) {
                told = now;
                send(out, "state", shown, now);
            }
            var file = version(source);
            if (!file.equals(saved)) {
                saved = file;
                if (onSave) {
                    start(exercise);
                }
            }
            if (looks % LOOKS_UNTIL_NOTICED == 0) {
                out.write(":\n\n".getBytes(UTF_8));
                out.flush();
            }
            if (!waits()) {
                return;
            }
        }
    }

    private static boolean waits() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
            return true;
        } catch (InterruptedException e) {
            return false; // The server ends.
        }
    }

    private static void send(OutputStream out, String event, String id, Object data)
            throws IOException {
        String text;
        try {
            text = JSON.writeValueAsString(data); // On one line.
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        out.write("event: %s\nid: %s\ndata: %s\n\n".formatted(event, id, text).getBytes(UTF_8));
        out.flush();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            again.clear();
            running.values()
                    .forEach(process -> {
                        process.descendants().forEach(ProcessHandle::destroy);
                        process.destroy();
                    });
        }
    }
}
