package loopback.book;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Hints;
import loopback.course.Starters;

/// The text of an exercise's page, put together from the exercise's own files.
///
/// @param references whether the page may show the reference
record ExercisePage(Course course, Exercise exercise, boolean references) {

    /// The files that the page is made of.
    List<Path> inputs() {
        var inputs = new ArrayList<>(List.of(starterFile(), course.specification(exercise)));
        inputs.add(course.lessonOf(exercise).hints());
        inputs.add(reference());
        return inputs;
    }

    String text() {
        var starter = starter();
        var text = new StringBuilder("= " + exercise.name() + "\n\n");
        text.append("== Contract\n\n").append(Contract.of(JavaSources.declarations(starter)));
        text.append("== The file to edit\n\n")
                .append("`" + shown(starterFile()) + "`\n\n")
                .append("[.starter%collapsible]\n.As it was handed out\n====\n")
                .append(listing(shown(starterFile()), starter))
                .append("====\n\n")
                .append(console("check"));
        text.append(lastCheck());
        text.append("== Steps\n\nThe specification checks these sentences, one by one.\n\n");
        var hints = Hints.of(course, exercise);
        for (var step : steps()) {
            text.append(". ").append(step.sentence()).append(points(step.points())).append("\n");
            var paragraphs = hints.forStep(step.number());
            if (!paragraphs.isEmpty()) {
                text.append("+\n").append(hints(step.number(), paragraphs, 0));
            }
        }
        text.append("\n").append(console("hint"));
        if (references && Files.exists(reference())) {
            text.append("== Reference\n\n").append(reference(read(reference())));
        }
        return text.toString();
    }

    /// What is there until `./course read`, which knows the last check, puts it there.
    private String lastCheck() {
        return """
        == Your last check

        [.verdict]
        After `./course check %1$s`, `./course read %1$s` shows here what came of it, and what went over the wire.

        """
                .formatted(exercise.name());
    }

    /// What has to be done, and how it is checked, without anything that helps.
    String outline() {
        var text = new StringBuilder(Contract.of(JavaSources.declarations(starter())));
        for (var step : steps()) {
            text.append(". ").append(step.sentence()).append(points(step.points())).append("\n");
        }
        return text.append("\n").toString();
    }

    private List<JavaSources.Step> steps() {
        return JavaSources.steps(read(course.specification(exercise)));
    }

    /// As it was handed out, whatever the learner has made of it since.
    String starter() {
        var text = Files.exists(starterFile()) ? read(starterFile()) : "";
        return Starters.isStarter(text) ? text : Starters.of(course, exercise);
    }

    private static String points(int points) {
        return points == 1 ? "" : " [.points]#" + points + " points#";
    }

    /// Each hint holds the next one, so that they open one at a time.
    private static String hints(int step, List<String> hints, int shown) {
        if (shown == hints.size()) {
            return "";
        }
        var fence = "=".repeat(4 + shown);
        var title = shown == 0 ? "A hint for step " + step : "One hint further";
        return "[.hint%collapsible]\n."
                + title
                + "\n"
                + fence
                + "\n"
                + hints.get(shown)
                + "\n\n"
                + hints(step, hints, shown + 1)
                + fence
                + "\n";
    }

    private String reference(String text) {
        return """
        [.reference%%collapsible]
        .How the reference does it
        ====
        It tells you more after a try of your own.
        With full marks, `./course solution %s` shows it beside your file.

        [.reference%%collapsible]
        .Show it all the same
        =====
        %s=====
        ====
        """
                .formatted(exercise.name(), listing(shown(reference()), text));
    }

    private static String listing(String file, String text) {
        return "." + file + "\n[source,java]\n----\n" + Comments.wrapped(text) + "----\n\n";
    }

    private String console(String command) {
        return "[source,console]\n----\n$ ./course %s %s\n----\n\n"
                .formatted(command, exercise.name());
    }

    /// A path as it is typed in the checkout.
    private String shown(Path file) {
        return course.root().relativize(file).toString().replace('\\', '/');
    }

    private Path starterFile() {
        return exercise.source(course.starters());
    }

    private Path reference() {
        return exercise.source(course.references());
    }

    private static String read(Path file) {
        return FileIo.read(file);
    }
}
