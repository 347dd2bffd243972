package loopback.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Maven, as it builds the command, and what it says when it cannot.
///
/// @param log where it writes what it does
record Maven(Path root, Path log) {

    private static final Pattern VERSION = Pattern.compile("(?m)^Apache Maven ([0-9.]+)");
    private static final Pattern TOO_OLD =
            Pattern.compile("[0-2]\\..*|3\\.[0-7]\\..*|3\\.8\\.[0-6]");

    private static final Pattern ABSENT =
            Pattern.compile(
                    "Could not transfer (?:artifact|metadata) (\\S+) from"
                            + "|Cannot access .* in offline mode and the artifact (\\S+) ");

    private static final Pattern NOISE =
            Pattern.compile(
                    "^\\[Help|full stack trace|Re-run Maven|more information|After correcting|^mvn ");

    private static final int MOST_LINES = 8;

    /// Says how to install it if it is not there.
    static void require(boolean windows) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        if (programs(path, windows).noneMatch(file -> Files.exists(Path.of(file)))) {
            throw new CannotException(
                    "Maven is missing: the course command is built with it, once. It needs 3.8.7 or"
                            + " newer.",
                    "",
                    "  Debian, Ubuntu   sudo apt install maven",
                    "  Fedora           sudo dnf install maven",
                    "  macOS            brew install maven",
                    "  Windows          scoop install maven, or unpack"
                            + " https://maven.apache.org/download.cgi",
                    "                   and put its bin folder on the Path",
                    "  SDKMAN           sdk install maven",
                    "",
                    "Then run ./course again.");
        }
    }

    /// Where Maven may be, by the folders of a search path.
    static Stream<String> programs(String path, boolean windows) {
        var separator = windows ? "\\" : "/";
        var endings = windows ? List.of(".cmd", ".bat", ".exe") : List.of("");
        return Stream.of(path.split(windows ? ";" : ":"))
                .map(folder -> windows ? folder.replace("\"", "").strip() : folder)
                .filter(folder -> !folder.isEmpty() && folder.indexOf('\0') < 0)
                .flatMap(folder -> endings.stream().map(end -> folder + separator + "mvn" + end));
    }

    /// Packs a module and those that it needs; returns whether that went well. On Windows Maven is
    /// a batch file, which cmd finds: so no path needs quotes that cmd understands.
    boolean pack(String module, boolean windows) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(windows ? List.of("cmd.exe", "/d", "/c", "mvn") : List.of("mvn"));
        command.addAll(List.of("-B", "-V", "-pl", module, "-am"));
        command.addAll(List.of("-Dmaven.test.skip=true", "package"));
        var builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return Child.start(builder).waitFor() == 0;
    }

    /// What it is doing, in a few words.
    static String doing(String log) {
        var doing = "starting Maven";
        int files = 0;
        for (var line : log.lines().toList()) {
            if (line.contains(" Downloaded from ")) {
                files++;
                doing = "fetching libraries";
            } else if (line.contains(" --- ") && line.contains(":compile ")) {
                doing = "compiling";
            } else if (line.contains(" --- ") && line.contains(":jar ")) {
                doing = "packing";
            }
        }
        return files == 0 ? doing : doing + " (" + files + " files so far)";
    }

    /// Its log up to now.
    String said() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /// Why it failed, as its log tells.
    CannotException failure() {
        var said = said();
        var version = VERSION.matcher(said);
        if (version.find() && TOO_OLD.matcher(version.group(1)).matches()) {
            return new CannotException(
                    "Maven "
                            + version.group(1)
                            + " is too old: the course command is built with 3.8.7 or newer.",
                    "SDKMAN has it (sdk install maven), and so has"
                            + " https://maven.apache.org/download.cgi.");
        }
        var absent = ABSENT.matcher(said);
        if (absent.find()) {
            return new CannotException(
                    "Maven could not download "
                            + Optional.ofNullable(absent.group(1)).orElse(absent.group(2))
                            + ": connect once and run ./course again.",
                    "(Its log is " + log + ")");
        }
        return new CannotException(
                "Maven could not build the course command:",
                String.join("\n", telling(said, root.toString())),
                "The whole log is " + log);
    }

    /// Those lines of a log that tell what is wrong, with paths that begin at the root.
    static List<String> telling(String log, String root) {
        var lines = new LinkedHashSet<String>();
        log.lines()
                .filter(line -> line.startsWith("[ERROR]"))
                .map(line -> line.substring("[ERROR]".length()).stripLeading())
                .filter(line -> !line.isEmpty() && !NOISE.matcher(line).find())
                .map(line -> line.replaceFirst(" -> \\[Help.*", ""))
                .map(line -> line.replace(root + "/", "").replace(root + "\\", ""))
                .forEach(line -> lines.add("  " + line));
        var all = log.lines().toList();
        return lines.isEmpty()
                ? all.subList(Math.max(0, all.size() - 5), all.size())
                : lines.stream().limit(MOST_LINES).toList();
    }
}
