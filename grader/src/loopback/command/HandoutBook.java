package loopback.command;

import java.nio.file.Files;
import java.nio.file.Path;
import loopback.course.Course;
import loopback.grading.Handout;
import loopback.terminal.SystemBrowser;
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
        boolean opened = browser && SystemBrowser.open(address);
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
}
