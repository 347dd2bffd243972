package loopback.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.FileIo;
import loopback.engine.jvm.JavaCommand;
import loopback.engine.jvm.Limits;
import loopback.engine.jvm.StartUpCache;

/// How the command line of a JVM is put into a sandbox, by programs that Linux brings along.
abstract sealed class Confinement {

    /// The first of the users that nobody is; each JVM has another, so that none uses up what
    /// another may have.
    private static final int FIRST_USER = 1_500_000_000;

    private static final int USERS = 1_000_000;

    private static final AtomicInteger USED = new AtomicInteger();

    /// The address as the confined JVM sees it.
    abstract Path inside(Path address);

    /// The folder for temporary files, as the confined JVM sees it: its own, which goes with it.
    abstract Path temporary(Path address);

    /// The command line that runs `java` in here, and lets it connect to `address`.
    abstract List<String> around(Path address, List<String> java, Limits limits) throws IOException;

    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // Not Linux.
        }
    }

    /// The limits, as `prlimit` takes them. Threads and processor time are counted elsewhere, and
    /// less exactly here: nobody who keeps to what they may have comes near.
    static List<String> options(Limits limits) {
        var all = new ArrayList<>(limits.ofTheSystem());
        all.add("--nproc=%1$d:%1$d".formatted(2 * limits.threads()));
        all.add("--cpu=%1$d:%1$d".formatted(2 * limits.cpuSeconds()));
        return all;
    }

    /// Becomes a user of its own, for good.
    static List<String> anotherUser(String setpriv) {
        int user =
                FIRST_USER
                        + (int)
                                ((ProcessHandle.current().pid() * 1_000 + USED.getAndIncrement())
                                        % USERS);
        return List.of(
                setpriv,
                "--reuid=" + user,
                "--regid=" + user,
                "--clear-groups",
                "--inh-caps=-all",
                "--no-new-privs");
    }

    /// Lets another user connect to a socket in a folder that is not theirs.
    static void openToOthers(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    /// A file system, a network and a table of processes of its own, by bubblewrap.
    ///
    /// As root the mounts are made before the user is changed: the folders around the course may
    /// be closed to others.
    static final class Full extends Confinement {

        private static final Path INSIDE = Path.of("/run/loopback/bench");

        /// Where the libraries lie that a JVM is linked with.
        private static final List<String> LIBRARIES =
                List.of(
                        "/lib64",
                        "/usr/lib64",
                        "/lib/" + architecture() + "-linux-gnu",
                        "/usr/lib/" + architecture() + "-linux-gnu");

        private final Course course;
        private final Path hosts;
        private final long seed;
        private final String bwrap;
        private final String prlimit;
        private final Optional<String> setpriv;

        Full(Course course, Path hosts, long seed, Programs programs) {
            this.course = course;
            this.hosts = hosts;
            this.seed = seed;
            bwrap = programs.bwrap();
            prlimit = programs.prlimit();
            setpriv = isRoot() ? Optional.of(programs.setpriv()) : Optional.empty();
        }

        record Programs(String bwrap, String prlimit, String setpriv) {}

        @Override
        Path inside(Path address) {
            return INSIDE;
        }

        @Override
        Path temporary(Path address) {
            return Path.of("/tmp");
        }

        @Override
        List<String> around(Path address, List<String> java, Limits limits) throws IOException {
            if (setpriv.isPresent()) {
                openToOthers(address, "rw-rw-rw-");
            }
            var command = new ArrayList<String>();
            command.add(bwrap);
            command.addAll(namespaces());
            // The file system of devices is another user's only where root makes it.
            command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"));
            // First, as the course itself may lie in there.
            command.addAll(List.of("--perms", "1777", "--size"));
            command.add(Long.toString((long) limits.temporaryMiB() << 20));
            command.addAll(List.of("--tmpfs", "/tmp"));
            var mounts = mounts();
            mounts.put(INSIDE, address);
            command.addAll(folders(mounts.keySet()));
            mounts.forEach((to, from) ->
                    command.addAll(List.of("--ro-bind", from.toString(), to.toString())));
            command.addAll(List.of("--remount-ro", "/", "--chdir", "/tmp", "--"));
            command.add(prlimit);
            command.addAll(options(limits));
            setpriv.ifPresent(each -> command.addAll(anotherUser(each)));
            command.addAll(java);
            return command;
        }

        private List<String> namespaces() {
            var options =
                    new ArrayList<>(
                            List.of(
                                    "--unshare-net",
                                    "--unshare-pid",
                                    "--unshare-ipc",
                                    "--unshare-uts",
                                    "--unshare-cgroup-try",
                                    "--hostname",
                                    "sandbox",
                                    "--die-with-parent",
                                    "--new-session",
                                    "--clearenv",
                                    "--setenv",
                                    "LC_ALL",
                                    "C.UTF-8",
                                    "--setenv",
                                    "LOOPBACK_SEED",
                                    Long.toString(seed),
                                    "--setenv",
                                    Limits.ENVIRONMENT,
                                    Limits.ENVIRONMENT_VALUE,
                                    "--cap-drop",
                                    "ALL"));
            if (setpriv.isPresent()) {
                options.addAll(List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"));
            } else {
                options.add("--unshare-user");
            }
            return options;
        }

        /// What is seen, and where it really lies.
        private Map<Path, Path> mounts() throws IOException {
            var mounts = new LinkedHashMap<Path, Path>();
            for (var each : LIBRARIES) {
                if (Files.isDirectory(Path.of(each))) {
                    mounts.put(Path.of(each), Path.of(each));
                }
            }
            mounts.put(Path.of(prlimit), Path.of(prlimit));
            setpriv.ifPresent(each -> mounts.put(Path.of(each), Path.of(each)));
            var home = Path.of(System.getProperty("java.home"));
            mounts.put(home, home.toRealPath());
            for (var each : seen()) {
                if (Files.exists(each)) {
                    mounts.put(each, each);
                }
            }
            mounts.put(Path.of("/etc/hosts"), hosts);
            return mounts;
        }

        /// The folders above all these, open to others: bubblewrap would make them for itself.
        private static List<String> folders(Collection<Path> paths) {
            var folders = new TreeSet<Path>();
            for (var path : paths) {
                for (var up = path.getParent();
                        up != null && up.getNameCount() > 0;
                        up = up.getParent()) {
                    folders.add(up);
                }
            }
            return folders.stream()
                    .flatMap(each -> Stream.of("--perms", "0755", "--dir", each.toString()))
                    .toList();
        }

        /// What of the course is seen: the command, its libraries, and what JVMs start with.
        private List<Path> seen() {
            return List.of(
                    JavaCommand.jar(course),
                    course.built().resolve("lib"),
                    course.built().resolve("bench"),
                    course.built().resolve("kit.jar"),
                    StartUpCache.ofCommand(course).file(),
                    StartUpCache.ofBenches(course).file());
        }

        private static String architecture() {
            return System.getProperty("os.arch").replace("amd64", "x86_64");
        }
    }

    /// Limits, and another user if root starts it.
    static final class Partial extends Confinement {

        private final String prlimit;
        private final Optional<String> setpriv;

        Partial(String prlimit, Optional<String> setpriv) {
            this.prlimit = prlimit;
            this.setpriv = setpriv;
        }

        @Override
        Path inside(Path address) {
            return address;
        }

        @Override
        Path temporary(Path address) {
            return address.resolveSibling("tmp");
        }

        @Override
        List<String> around(Path address, List<String> java, Limits limits) throws IOException {
            var command = new ArrayList<String>();
            command.add(prlimit);
            command.addAll(options(limits));
            var temporary = Files.createDirectories(temporary(address));
            if (setpriv.isPresent()) {
                openToOthers(temporary, "rwxrwxrwx");
                openToOthers(address, "rw-rw-rw-");
                openToOthers(FileIo.folderOf(address), "rwx--x--x");
                command.addAll(anotherUser(setpriv.get()));
            }
            command.addAll(java);
            return command;
        }
    }

    /// Nothing.
    static final class None extends Confinement {

        @Override
        Path inside(Path address) {
            return address;
        }

        @Override
        Path temporary(Path address) {
            return FileIo.folderOf(address.toAbsolutePath());
        }

        @Override
        List<String> around(Path address, List<String> java, Limits limits) {
            return java;
        }
    }
}
