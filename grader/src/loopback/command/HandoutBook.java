package loopback.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loopback.course.Course;
import loopback.grading.Handout;
import loopback.terminal.Terminal;

/// The book of a handout: pages that were made before, and are read from disk.
record HandoutBook(Course course, Terminal terminal) {

    boolean isThere() {
        return Files.exists(folder().resolve("index.html"));
    }

    private Path folder() {
        return course.root().resolve(Handout.BOOK);
    }

    /// Opens a page, or says where it is.
    void open(String name, boolean browser) {
        var address = page(name).toUri().toString();
        boolean opened = browser && browse(address);
        terminal.print((opened ? "Reading at " : "Open ") + address);
    }

    /// The page of a lesson (`2`, `02-tcp`, `tcp`), an exercise, or of that name.
    private Path page(String name) {
        var own = folder().resolve(name + ".html");
        if (name.matches("[\\w-]+") && Files.exists(own)) {
            return own;
        }
        for (var lesson : course.lessons()) {
            var lessonName = lesson.folder().getFileName().toString();
            if (name.equalsIgnoreCase(lessonName)
                    || name.equalsIgnoreCase(lessonName.substring(3))
                    || name.equals("" + lesson.number())) {
                return folder().resolve(lessonName + ".html");
            }
        }
        var exercise = course.findOne(name);
        return folder().resolve(exercise.packageName() + "-" + exercise.name() + ".html");
    }

    private static boolean browse(String address) {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean hasScreen =
                System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        Optional<List<String>> program =
                system.startsWith("windows")
                        ? Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"))
                        : system.startsWith("mac")
                                ? Optional.of(List.of("open"))
                                : hasScreen ? Optional.of(List.of("xdg-open")) : Optional.empty();
        try {
            if (program.isEmpty()) {
                return false;
            }
            var command = new java.util.ArrayList<>(program.get());
            command.add(address);
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false; // Its address is said, and can be typed.
        }
    }
}
