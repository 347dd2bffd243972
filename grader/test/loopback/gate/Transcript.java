package loopback.gate;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loopback.course.FileIo;
import loopback.peers.Programs;

/// A terminal session that a text shows, and that is run again.
///
/// `…` stands for any text in a line, a line that is only `…` for any lines. `PORT` stands for a
/// number, and in later commands for that number. A command that ends in `&` runs until the end of
/// the session. A command without output is not run. Where a learner tries an answer of their own, it
/// is the reference.
record Transcript(Path text, int line, List<Command> commands) {

    private static final List<String> PEERS =
            List.of("nc", "socat", "ncat", "curl", "python3", "getent", "dig", "dnsmasq");
    private static final long PATIENCE_SECONDS = 300;

    /// A command and the output that the text shows for it.
    record Command(String words, List<String> output) {}

    static List<Transcript> in(Path text) {
        var transcripts = new ArrayList<Transcript>();
        var lines = FileIo.lines(text);
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith("[source,console") && lines.get(i + 1).equals("----")) {
                int end = i + 2 + lines.subList(i + 2, lines.size()).indexOf("----");
                var commands = commands(lines.subList(i + 2, end));
                if (commands.stream().anyMatch(command -> !command.output.isEmpty())) {
                    transcripts.add(new Transcript(text, i + 1, commands));
                }
                i = end;
            }
        }
        return transcripts;
    }

    private static List<Command> commands(List<String> lines) {
        var commands = new ArrayList<Command>();
        for (var line : lines) {
            if (line.startsWith("$ ")) {
                commands.add(new Command(line.substring(2), new ArrayList<>()));
            } else if (!commands.isEmpty()) {
                commands.getLast().output.add(line);
            }
        }
        return commands;
    }

    /// Runs the session; fails where what is printed is not what is shown.
    ///
    /// Of a command in the background, what is shown up to the first PORT has to be there before
    /// the next command, and all of it at the end of the session.
    void isTrue() throws IOException, InterruptedException {
        var running = new ArrayList<Running>();
        var background = new LinkedHashMap<Running, List<String>>();
        var port = Optional.<String>empty();
        try {
            for (var command : commands) {
                if (command.output.isEmpty()) {
                    continue;
                }
                needPeersOf(command);
                var words = command.words.replaceAll("\\bPORT\\b", port.orElse("PORT"));
                boolean goesOn = words.endsWith(" &");
                var started =
                        Running.start(
                                goesOn ? words.substring(0, words.length() - 2) : words,
                                folder(words));
                running.add(started);
                var shown = goesOn ? upToPort(command.output) : command.output;
                var matcher = started.matches(pattern(shown, port), goesOn);
                if (port.isEmpty() && matcher.groupCount() > 0) {
                    port = Optional.of(matcher.group(1));
                }
                if (goesOn) {
                    background.put(started, command.output);
                }
            }
            for (var each : background.entrySet()) {
                each.getKey().matches(pattern(each.getValue(), port), true);
            }
        } finally {
            running.forEach(Running::kill);
        }
    }

    private static List<String> upToPort(List<String> output) {
        for (int i = 0; i < output.size(); i++) {
            if (output.get(i).contains("PORT")) {
                return output.subList(0, i + 1);
            }
        }
        return output.subList(0, 1);
    }

    private static void needPeersOf(Command command) {
        for (var peer : PEERS) {
            if (Pattern.compile("(^|[|;&] *)" + peer + " ").matcher(command.words).find()) {
                Programs.need(peer);
            }
        }
    }

    private Path folder(String words) {
        return words.startsWith("java ") ? text.getParent() : Project.ROOT;
    }

    static Pattern pattern(List<String> shown) {
        return pattern(shown, Optional.empty());
    }

    private static Pattern pattern(List<String> shown, Optional<String> port) {
        var regex = new StringBuilder();
        boolean captured = port.isPresent();
        for (var line : shown) {
            if (line.strip().equals("…")) {
                regex.append("(?:.*\\n)*?");
                continue;
            }
            for (var part : line.splitWithDelimiters("…|\\bPORT\\b", 0)) {
                if (part.equals("…")) {
                    regex.append(".*");
                } else if (part.equals("PORT")) {
                    regex.append(port.orElse(captured ? "\\1" : "(\\d+)"));
                    captured = true;
                } else {
                    regex.append(Pattern.quote(part));
                }
            }
            regex.append("\\n");
        }
        return Pattern.compile(regex.toString(), Pattern.UNIX_LINES);
    }

    /// A command that was started, and what it has printed so far.
    private record Running(String words, Process process, ByteArrayOutputStream printed) {

        static Running start(String words, Path folder) throws IOException {
            var shell =
                    words.replace("./course try ", "./course try --spoil ")
                            .replace(
                                    "./course",
                                    String.join(
                                            " ",
                                            Project.command().stream()
                                                    .map(word -> "'" + word + "'")
                                                    .toList()));
            var builder =
                    new ProcessBuilder("sh", "-c", shell)
                            .directory(folder.toFile())
                            .redirectErrorStream(true);
            var jdk = Path.of(System.getProperty("java.home"), "bin");
            builder.environment().merge("PATH", jdk.toString(), (path, bin) -> bin + ":" + path);
            var process = builder.start();
            process.getOutputStream().close();
            var printed = new ByteArrayOutputStream();
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try {
                            process.getInputStream().transferTo(printed);
                        } catch (IOException e) {
                            // Killed at the end of the session.
                        }
                        synchronized (printed) {
                            printed.notifyAll();
                        }
                    });
            return new Running(words, process, printed);
        }

        Matcher matches(Pattern pattern, boolean background) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (System.nanoTime() < deadline) {
                boolean over = !process.isAlive();
                if (over) {
                    synchronized (printed) {
                        printed.wait(200);
                    }
                }
                var matcher = pattern.matcher(text());
                if (background ? matcher.lookingAt() : over && matcher.matches()) {
                    return matcher;
                }
                if (over) {
                    break;
                }
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            return fail(
                    "$ "
                            + words
                            + "\nprinted\n"
                            + text()
                            + "\nwhich is not what is shown: "
                            + pattern);
        }

        private String text() {
            var text = printed.toString(StandardCharsets.UTF_8);
            return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        }

        void kill() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
