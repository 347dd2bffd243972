package loopback.gate;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loopback.course.FileIo;
import loopback.course.Mistake;
import loopback.course.TemporaryFolders;
import loopback.peers.Programs;

/// A terminal session that a text shows, and that is run again.
///
/// `…` stands for any text in a line, a line that is only `…` for any lines. `PORT` stands for a
/// number, and in later commands for that number. A command that ends in `&` runs until the end of
/// the session. A command without output is not run. Where a learner tries an answer of their own, it
/// is the reference. In a block `[source,console,mistake=NAME]` the answer is that mistake, and `✓` and `✗`
/// stand for the words that are printed where nobody looks.
///
/// @param mistake the mistake that is checked, empty for none
record Transcript(Path text, int line, String mistake, List<Command> commands) {

    private static final Pattern BLOCK =
            Pattern.compile("\\[source,console(,mistake=(?<mistake>[\\w-]+))?.*\\]");
    private static final List<String> PEERS =
            List.of("nc", "socat", "ncat", "curl", "python3", "getent", "dig", "dnsmasq");
    private static final long PATIENCE_SECONDS = 300;

    /// A command and the output that the text shows for it.
    record Command(String words, List<String> output) {}

    static List<Transcript> in(Path text) {
        var transcripts = new ArrayList<Transcript>();
        var lines = FileIo.lines(text);
        for (int i = 0; i + 1 < lines.size(); i++) {
            var block = BLOCK.matcher(lines.get(i));
            if (block.matches() && lines.get(i + 1).equals("----")) {
                int end = i + 2 + lines.subList(i + 2, lines.size()).indexOf("----");
                var commands = commands(lines.subList(i + 2, end));
                if (commands.stream().anyMatch(command -> !command.output.isEmpty())) {
                    var mistake = Objects.requireNonNullElse(block.group("mistake"), "");
                    transcripts.add(new Transcript(text, i + 1, mistake, commands));
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
        if (!mistake.isEmpty()) {
            isTrueOfTheMistake();
            return;
        }
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

    /// The lines of a failure are compared without the room before the points: a sign is narrower
    /// than the word for it.
    private void isTrueOfTheMistake() throws IOException, InterruptedException {
        var command = commands.getFirst();
        var exercise = Project.COURSE.findOne(command.words.replace("./course check ", ""));
        var reference = FileIo.read(exercise.source(Project.COURSE.references()));
        var wrong =
                Mistake.files(Project.COURSE, exercise).stream()
                        .filter(file -> file.endsWith(mistake + ".diff"))
                        .map(file -> Mistake.read(file).applyTo(reference))
                        .findFirst();
        assertTrue(wrong.isPresent(), () -> exercise + " has no mistake " + mistake);
        var folder = TemporaryFolders.folder();
        try {
            FileIo.write(exercise.source(folder), wrong.get());
            var check = Running.start(command.words + " --from '" + folder + "'", Project.ROOT);
            check.process.waitFor();
            var printed = check.matches(Pattern.compile("(?s).*"), false).group();
            var seen =
                    narrow(
                            printed.replaceAll("(?m)^passed", "✓")
                                    .replaceAll("(?m)^failed", "✗")
                                    .replaceAll(
                                            "(, then \\./course check \\S+)?\\s+--from\\s+\\S+",
                                            ""));
            var shown = pattern(command.output.stream().map(Transcript::narrow).toList());
            assertTrue(shown.matcher(seen).matches(), printed);
        } finally {
            TemporaryFolders.delete(folder);
        }
    }

    private static String narrow(String lines) {
        return lines.replaceAll(" +(?=\\d+/\\d+)", " ");
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
