package loopback.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Starters;
import loopback.engine.jvm.StartUpCache;
import loopback.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "doctor",
        description = "Looks at this machine, and says how to mend what is missing.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    /// Bytes that must be free: as many as a learner's files may take.
    private static final int ROOM = 64 * 1024;

    private boolean sound = true;

    @Override
    public Integer call() {
        var terminal = parent.terminal();
        var course = parent.course();
        need(terminal, "JDK", jdk());
        need(terminal, "loopback IPv4", loopback("127.0.0.1"));
        want(terminal, "loopback IPv6", loopback("::1"));
        want(terminal, "start-up cache", cache(course));
        need(terminal, "progress", writable(course.progress(), "is kept in .course"));
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        need(terminal, "temporary files", writable(temporary, "are kept in " + temporary));
        want(terminal, "starters", starters(course));
        want(terminal, "file events", events(course));
        if (Files.exists(course.root().resolve("pom.xml"))) { // What was handed out is built.
            want(
                    terminal,
                    "Maven",
                    program("mvn", "the gate needs it: install Maven 3.8.7 or later"));
            want(terminal, "Maven cache", mavenCache());
        }
        for (var peer :
                new String[][] {
                    {"nc", "apt install netcat-openbsd"},
                    {"socat", "apt install socat"},
                    {"ncat", "apt install ncat"},
                    {"curl", "apt install curl"},
                    {"python3", "apt install python3"},
                    {"dnsmasq", "apt install dnsmasq-base"},
                    {"dig", "apt install bind9-dnsutils"}
                }) {
            want(terminal, "peer " + peer[0], program(peer[0], peer[1]));
        }
        terminal.print("");
        terminal.print(
                sound ? "This machine can run the course." : "Mend the lines marked \"no\".");
        return sound ? ExitStatus.FULL_MARKS : CourseException.MACHINE_CANNOT;
    }

    /// What was found, and whether it will do.
    private record Finding(boolean good, String words) {

        static Finding good(String words) {
            return new Finding(true, words);
        }

        static Finding bad(String words) {
            return new Finding(false, words);
        }
    }

    private void need(Terminal terminal, String what, Finding finding) {
        sound &= finding.good;
        print(terminal, finding.good ? terminal.good("yes ") : terminal.bad("no  "), what, finding);
    }

    private static void want(Terminal terminal, String what, Finding finding) {
        print(terminal, finding.good ? terminal.good("yes ") : "none", what, finding);
    }

    private static void print(Terminal terminal, String sign, String what, Finding finding) {
        terminal.print(sign + "  " + String.format("%-16s", what) + finding.words);
    }

    private static Finding jdk() {
        return Finding.good(Runtime.version() + " in " + System.getProperty("java.home"));
    }

    /// Throws if this machine cannot connect to itself: a failed check then says nothing of the
    /// answer.
    static void requireLoopback() {
        var finding = loopback("127.0.0.1");
        if (!finding.good) {
            throw CourseException.ofMachine(
                    "nothing can be checked: 127.0.0.1 "
                            + finding.words
                            + "; ./course doctor shows the rest");
        }
    }

    private static Finding loopback(String literal) {
        var address = InetAddress.ofLiteral(literal);
        try (var listener = new ServerSocket(0, 1, address);
                var client = new Socket()) {
            client.connect(new InetSocketAddress(address, listener.getLocalPort()), 2_000);
            listener.accept().close();
            return Finding.good("connects to itself");
        } catch (IOException e) {
            return Finding.bad(
                    "does not connect (" + e.getMessage() + "): look at the interface lo");
        }
    }

    private static Finding cache(Course course) {
        return StartUpCache.ofCommand(course).works() && StartUpCache.ofBenches(course).works()
                ? Finding.good("checks start quickly")
                : Finding.bad(
                        "checks start slowly: delete grader/target/course/jdk and run ./course");
    }

    private static Finding writable(Path folder, String words) {
        try {
            var file = folder.resolve("doctor-" + ProcessHandle.current().pid());
            // On a full disk an empty file can still be created, so write some bytes.
            FileIo.write(file, " ".repeat(ROOM));
            Files.delete(file);
            return Finding.good(words);
        } catch (IOException | CourseException e) {
            return Finding.bad(String.valueOf(e.getMessage()));
        }
    }

    private static Finding starters(Course course) {
        try {
            Starters.keep(course);
        } catch (CourseException e) {
            return Finding.bad(e.getMessage());
        }
        var missing =
                course.exercises().stream()
                        .filter(exercise -> !Starters.isKept(course, exercise))
                        .map(Exercise::name)
                        .toList();
        return missing.isEmpty()
                ? Finding.good("are kept for ./course reset")
                : Finding.bad("only git has those of " + String.join(", ", missing));
    }

    private static Finding events(Course course) {
        try (var service = FileSystems.getDefault().newWatchService()) {
            var folder = Files.createTempDirectory(course.progress(), "doctor");
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE);
            var file = Files.createFile(folder.resolve("event"));
            var key = service.poll(2, TimeUnit.SECONDS);
            Files.delete(file);
            Files.delete(folder);
            return key != null
                    ? Finding.good("arrive")
                    : Finding.bad("do not arrive: ./course watch looks at the files instead");
        } catch (IOException e) {
            return Finding.bad("are not to be had: ./course watch looks at the files instead");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.bad("interrupted");
        }
    }

    private static Finding program(String name, String repair) {
        return FileIo.onPath(name)
                .map(file -> Finding.good(file.toString()))
                .orElseGet(() -> Finding.bad("not on the path: " + repair));
    }

    private static Finding mavenCache() {
        var repository = Path.of(System.getProperty("user.home"), ".m2", "repository");
        return Files.isDirectory(repository)
                ? Finding.good(repository.toString())
                : Finding.bad("empty: the first build downloads what it needs");
    }
}
