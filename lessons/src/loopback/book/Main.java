package loopback.book;

import java.nio.file.Path;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.terminal.SystemBrowser;

/// The program that makes the book: `mvn verify` calls it, and `./course read` does.
public final class Main {

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        var root = Path.of(System.getProperty("course.root", ""));
        var course = new Course(root.toAbsolutePath().normalize());
        try {
            switch (args[0]) {
                case "site" -> site(course, Path.of(args[1]), Boolean.parseBoolean(args[2]));
                case "pdf" -> new Pdf(course, Path.of(args[1])).write(Path.of(args[2]));
                case "read" ->
                        read(
                                course,
                                args[1],
                                Integer.parseInt(args[2]),
                                Boolean.parseBoolean(args[3]));
                default -> throw new CourseException(args[0] + " is neither site, pdf nor read");
            }
        } catch (CourseException e) {
            System.err.println("course: " + e.getMessage());
            System.exit(e.exitStatus());
        }
        System.exit(0);
    }

    private static void site(Course course, Path folder, boolean references) {
        try (var site = new Site(course, folder, references)) {
            int made = site.build((_, _, _) -> {});
            System.out.println(made + " pages made in " + folder);
        }
    }

    /// Serves the book until somebody ends this process.
    private static void read(Course course, String name, int port, boolean browser) {
        var page = new Book(course, true).meant(name).file();
        var folder = course.root().resolve("lessons/target/site");
        try (var site = new Site(course, folder, true)) {
            boolean live = Boolean.getBoolean("course.terminal");
            int made =
                    site.build((making, number, of) -> {
                        if (live) {
                            System.err.printf(
                                    "\r\033[KMaking page %d of %d: %s", number, of, making.title());
                        } else if (number % 10 == 1) {
                            System.err.println("Making page " + number + " of " + of + " …");
                        }
                    });
            if (live && made > 0) {
                System.err.print("\r\033[K");
            }
            var checks = new LiveChecks(course, exercise -> check(course, exercise));
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(checks::close));
            try (var reader = new Reader(course, folder, site, port, checks)) {
                var address = reader.address(page);
                boolean opened = browser && SystemBrowser.open(address);
                System.out.println((opened ? "Reading at " : "Open ") + address);
                System.out.println("Pages follow their sources; Ctrl-C ends it.");
                site.warmUp();
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                // Nobody does that; it would be the end.
            }
        }
    }

    /// A check as it is started in a terminal, by the same JDK.
    private static ProcessBuilder check(Course course, Exercise exercise) {
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        var command = course.root().resolve(isWindows ? "course.cmd" : "course").toString();
        var builder = new ProcessBuilder(command, "check", exercise.id());
        builder.environment().put("COURSE_JDK", System.getProperty("java.home"));
        return builder.directory(course.root().toFile());
    }

    private Main() {}
}
