package loopback.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Builds the command if it has to be built. The launchers start it, with what the person typed
/// after the command, before the command itself; its exit status is 0 if that can start.
///
/// | property         |                                                                   |
/// |------------------|-------------------------------------------------------------------|
/// | `course.root`    | the folder of the course                                          |
/// | `course.command` | how the person has called the command                             |
/// | `course.jdk`     | version and home of the JDK, if the launcher has found them itself |
/// | `course.live`    | whether standard error is a terminal                              |
/// | `course.look`    | only look: the exit status is 1 if something has to be made        |
public final class Launch {

    static final int CANNOT = 3;

    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final Set<String> NEED_THE_BOOK = Set.of("read", "assign");

    private static final long PROCESS = ProcessHandle.current().pid();

    private final Staleness staleness;
    private final boolean book;
    private final boolean live;

    private Launch(Path root, List<String> words) {
        var jdk = System.getProperty("java.version") + " " + System.getProperty("java.home");
        jdk = System.getProperty("course.jdk", jdk).replace('\\', '/');
        staleness = new Staleness(root, jdk);
        book = needTheBook(words) && Files.isDirectory(root.resolve("lessons/src"));
        live = isLive(words);
    }

    public static void main(String[] words) throws InterruptedException {
        var root = Path.of(System.getProperty("course.root", "")).toAbsolutePath().normalize();
        try {
            System.exit(new Launch(root, List.of(words)).run());
        } catch (CannotException e) {
            say(e.sentences());
        } catch (IOException e) {
            say("The course command could not be built: " + e.getMessage());
        }
        System.exit(CANNOT);
    }

    /// The book has large libraries: it is built for those who want to read.
    static boolean needTheBook(List<String> words) {
        boolean asksForHelp = words.contains("-h") || words.contains("--help");
        return !asksForHelp
                && words.stream()
                        .filter(word -> !word.startsWith("-"))
                        .findFirst()
                        .filter(NEED_THE_BOOK::contains)
                        .isPresent();
    }

    private static boolean isLive(List<String> words) {
        var noColor = System.getenv("NO_COLOR");
        return Boolean.getBoolean("course.live")
                && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"))
                && (noColor == null || noColor.isEmpty())
                && !words.contains("--plain");
    }

    private int run() throws IOException, InterruptedException {
        if (Boolean.getBoolean("course.look")) {
            return isFresh() ? 0 : 1;
        }
        var need = staleness.need(book);
        // The command may be built before the book.
        int most = book ? 2 : 1;
        for (int steps = 0; need != Need.NOTHING && steps < most; steps++) {
            if (!canWrite(need)) {
                return 0; // It starts without a cache, only slower.
            }
            try (var _ =
                    BuildLock.take(staleness.state().resolve("building"), Launch::sayWhoBuilds)) {
                build(staleness.need(book)); // Another one may just have done it.
            }
            need = staleness.need(book);
        }
        return 0;
    }

    private boolean isFresh() {
        return staleness.need(book) == Need.NOTHING;
    }

    /// Whether what is built in a course is that of its sources.
    public static boolean isFresh(Path root) {
        return new Launch(root, List.of()).isFresh();
    }

    private static void sayWhoBuilds(String process) {
        var which = process.isEmpty() ? "" : " (process " + process + ")";
        say("Another ./course" + which + " is building; waiting for it …");
    }

    private boolean canWrite(Need need) {
        try {
            for (var folder : List.of(staleness.state(), staleness.built())) {
                var probe = Files.createDirectories(folder).resolve("probe." + PROCESS);
                Files.deleteIfExists(Files.writeString(probe, ""));
            }
            return true;
        } catch (IOException e) {
            if (need == Need.CACHE) {
                return false;
            }
            throw new CannotException(
                    "The course command has to be built, but nothing can be written in "
                            + staleness.root(),
                    "("
                            + reason(e)
                            + "). Make that folder writable, or copy it to where you may write.");
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : "Permission denied";
    }

    private void build(Need need) throws IOException, InterruptedException {
        if (need == Need.NOTHING) {
            return;
        }
        var began = System.nanoTime();
        sweep();
        var mark = Files.writeString(staleness.built().resolve("mark." + PROCESS), "");
        try {
            staleness.bringBack(mark);
            switch (need) {
                case BOOK ->
                        pack(
                                "Building what makes the book (once; its libraries are downloaded"
                                        + " the first time) …");
                case EVERYTHING -> pack("Building the course command (" + why() + ") …");
                default ->
                        say(
                                "Preparing the course command for Java "
                                        + System.getProperty("java.version")
                                        + " …");
            }
            if (need != Need.CACHE && book) {
                copy(mark, staleness.bookStamp());
            }
            if (need == Need.BOOK) {
                return;
            }
            prepare();
            Files.writeString(staleness.record(), staleness.jdk() + "\n");
            copy(mark, staleness.stamp());
        } finally {
            Files.delete(mark);
        }
        say("Ready after " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s.");
    }

    /// Deletes the mark of a build that was killed.
    private void sweep() throws IOException {
        try (var marks = Files.newDirectoryStream(staleness.built(), "mark.*")) {
            for (var mark : marks) {
                Files.delete(mark);
            }
        }
    }

    private String why() {
        return Files.exists(staleness.stamp()) && Files.exists(staleness.jar())
                ? "again: its sources have changed"
                : "once; libraries are downloaded the first time, which can take minutes";
    }

    /// With the time of the original.
    private static void copy(Path mark, Path stamp) throws IOException {
        Files.copy(
                mark,
                stamp,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void pack(String announcement) throws IOException, InterruptedException {
        Maven.require(WINDOWS);
        say(announcement);
        var maven = new Maven(staleness.root(), staleness.state().resolve("build.log"));
        Files.deleteIfExists(maven.log());
        boolean done;
        if (live) {
            try (var _ = new Ticker(() -> Maven.doing(maven.said()))) {
                done = maven.pack(module(), WINDOWS);
            }
        } else {
            say("  Maven fetches libraries and compiles …");
            done = maven.pack(module(), WINDOWS);
        }
        if (!done) {
            throw maven.failure();
        }
        if (!Files.isReadable(staleness.jar())) {
            throw new CannotException(
                    "Maven ended well, but left nothing in "
                            + staleness.built()
                            + "; its log is "
                            + maven.log());
        }
    }

    private String module() {
        return book ? "lessons" : "grader";
    }

    /// Lets the command compile what specifications share, and train the start-up caches. It says
    /// what it does; standard output stays clean.
    private void prepare() throws IOException, InterruptedException {
        var log = staleness.state().resolve("prepare.log");
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:disable",
                        "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                        "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                        "-Dcourse.root=" + staleness.root(),
                        "-Dcourse.terminal=false",
                        "-cp",
                        staleness.jar().toString(),
                        "loopback.Main",
                        "prepare");
        var process = Child.start(builder.redirectError(log.toFile()));
        process.inputReader(StandardCharsets.UTF_8).lines().forEach(Launch::say);
        if (process.waitFor() != 0) {
            throw new CannotException(
                    "The course command was built, but could not be prepared:",
                    String.join("\n", Files.readAllLines(log).stream().limit(5).toList()),
                    "The whole log is " + log);
        }
    }

    /// A console of Windows may have no sign for "…".
    private static void say(String lines) {
        var said = Invocation.renamed(lines, Invocation.name());
        boolean dots = System.err.charset().newEncoder().canEncode('…');
        System.err.println(dots ? said : said.replace("…", "..."));
    }
}
