package loopback.book;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import loopback.course.Course;
import loopback.course.FileIo;
import loopback.course.Lesson;

/// The whole course as one text: a chapter for each lesson, with the contracts of its exercises.
///
/// @param folder where the chapters are put together
record Pdf(Course course, Path folder) {

    private static final Pattern ATTRIBUTE = Pattern.compile("(?m)^:(\\d+): (.*)\\n");
    private static final Pattern REFERENCE =
            Pattern.compile("xref:(?:\\.\\./)?(\\d\\d)-[a-z]+/README\\.adoc(?:#(_?)([\\w-]+))?\\[");
    private static final Pattern INCLUDE = Pattern.compile("(?m)^include::(?!/)");

    private static final String HEADER =
            """
            = Loopback: a course in Java network programming
            :doctype: book
            :toc:
            :toclevels: 2
            :sectnums:
            :sectnumlevels: 1
            :chapter-signifier: Lesson
            :autofit-option:
            :listing-caption!:
            :pdf-page-size: A4

            """;

    /// Writes the PDF.
    void write(Path file) {
        var book = new StringBuilder(HEADER);
        book.append(":sectnums!:\n").append(chapter("map", "lessons/README.adoc", ""));
        book.append(":sectnums:\n");
        for (var lesson : course.lessons()) {
            var name = "lesson-%02d".formatted(lesson.number());
            var path = course.root().relativize(lesson.text()).toString();
            book.append(chapter(name, path, exercises(lesson)));
        }
        book.append(":sectnums!:\n");
        book.append(chapter("python", "lessons/python.adoc", ""));
        book.append(chapter("glossary", "lessons/glossary.adoc", ""));
        var text = folder.resolve("book.adoc");
        FileIo.write(text, book.toString());
        try (var asciidoc = new AsciiDoc(new Diagrams(folder.resolve("diagrams")))) {
            asciidoc.pdf(text, file);
        }
    }

    /// Includes a text as a chapter; returns the directive for it.
    private String chapter(String name, String path, String more) {
        var source = course.root().resolve(path);
        if (!Files.exists(source)) {
            return "";
        }
        var text = FileIo.read(source) + "\n" + more;
        for (var attribute : ATTRIBUTE.matcher(text).results().toList()) {
            text = text.replace("{" + attribute.group(1) + "}", attribute.group(2));
        }
        text = ATTRIBUTE.matcher(text).replaceAll("");
        text =
                REFERENCE
                        .matcher(text)
                        .replaceAll(link -> {
                            var section = link.group(3);
                            if (section == null) {
                                return "xref:lesson-" + link.group(1) + "[";
                            }
                            return link.group(2).isEmpty()
                                    ? "xref:" + section + "["
                                    : "xref:lesson-" + link.group(1) + "_" + section + "[";
                        });
        // Paper shows what a command prints as dark as the command.
        text = text.replaceAll("\\[source,console[^]]*]", "[listing]");
        var from = FileIo.folderOf(source).toString().replace('\\', '/');
        text = INCLUDE.matcher(text).replaceAll("include::" + from + "/");
        FileIo.write(folder.resolve(name + ".adoc"), text);
        return ":idprefix: %s_\n\n[#%s]\ninclude::%s.adoc[leveloffset=+1]\n\n"
                .formatted(name, name, name);
    }

    private String exercises(Lesson lesson) {
        var text = new StringBuilder("== Exercises\n\n");
        for (var exercise : lesson.exercises()) {
            var page = new ExercisePage(course, exercise, false);
            text.append("=== ").append(exercise.name()).append("\n\n").append(page.outline());
        }
        return text.toString();
    }
}
