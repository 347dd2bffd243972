package loopback.book;

import java.nio.file.Path;
import loopback.course.Course;
import loopback.course.CourseException;

/// The program that makes the book: `mvn verify` calls it, and `./course read` does.
public final class Main {

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        var course =
                new Course(
                        Path.of(System.getProperty("course.root", ""))
                                .toAbsolutePath()
                                .normalize());
        try {
            switch (args[0]) {
                case "site" -> site(course, Path.of(args[1]), Boolean.parseBoolean(args[2]));
                default -> throw new CourseException(args[0] + " is not site");
            }
        } catch (CourseException e) {
            System.err.println("book: " + e.getMessage());
            System.exit(e.exitStatus());
        }
        System.exit(0);
    }

    private static void site(Course course, Path folder, boolean references) {
        try (var site = new Site(course, folder, references)) {
            int made = site.build(_ -> {});
            System.out.println(made + " pages made in " + folder);
        }
    }

    private Main() {}
}
