package loopback.course;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The files that belong to a new exercise or a new lesson, by their paths below the checkout.
///
/// They compile, and the specification passes on the reference and fails on the starter, so that an
/// author always has something that runs. What is to be written stands in lines with `WRITE: `.
public final class Draft {

    private static final String SPECIFICATION =
            """
            package PACKAGE;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import org.junit.jupiter.api.Order;
            import org.junit.jupiter.api.Test;

            class NAMETest {

                // WRITE: three to eight steps, each named by a sentence that the contract promises.
                @Test
                @Order(1)
                void a_question_is_its_own_answer() {
                    assertEquals("why?", NAME.answer("why?"), "answer(\\"why?\\")");
                }
            }
            """;

    private static final String SOURCE =
            """
            package PACKAGE;

            /// WRITE: what it is for, in a sentence.
            public final class NAME {

                /// WRITE: the contract: shapes, units, limits, which exception, a link to the RFC.
                public static String answer(String question) {
                    BODY
                }

                private NAME() {}
            }
            """;

    private static final String PROGRAM =
            """

            import kit.Program;

            /// WRITE: what it does for whom, in a sentence with the names of its arguments.
            void main(String[] args) {
                Program.run("PACKAGE/NAME", "QUESTION=why?", args, this::answer);
            }

            void answer(Program program) {
                program.says(PACKAGE.NAME.answer(program.text("QUESTION")));
            }
            """;

    private static final String HEADER =
            """
            Perhaps: WRITE: what was misunderstood, true of every source that shows this.
            Breaks: WRITE: the contract
            Fails: a_question_is_its_own_answer
            Shows: found
            """;

    private static final String HINTS =
            """

            == NAME

            === 1

            WRITE: a question, or a place to look at.

            WRITE: what nearly gives it away.
            """;

    private static final String TURN =
            """

            == Your turn

            WRITE: the task of NAME, in a sentence.

            [source,console]
            ----
            $ ./course check NAME
            ----

            [source,console]
            ----
            $ ./course try NAME why?
            why?
            ----
            """;

    private static final String LESSON =
            """
            = TITLE
            :exercises:
            :minutes: 60

            WRITE: a surprise that the reader can reproduce, with a script beside this file.

            == WRITE: the idea

            WRITE: the idea, one sentence per line, and details for those who want them.
            """;

    private static final String ROW =
            """
            |xref:FOLDER/README.adoc[NUMBER TITLE]
            |WRITE: what one can do afterwards
            |60
            |
            |WRITE: the lessons that it builds on
            """;

    private final Course course;
    private final Map<Path, String> files = new LinkedHashMap<>();

    private Draft(Course course) {
        this.course = course;
    }

    /// A new exercise; `task` completes the words "your task is to".
    public static Draft of(Course course, Exercise exercise, String task) {
        if (!exercise.packageName().matches("[a-z]+") || !exercise.name().matches("[A-Z]\\w*")) {
            throw new CourseException(
                    "an exercise is called like framing/LineFramer, and not " + exercise);
        }
        var draft = new Draft(course);
        draft.exercise(exercise, task.replace("\\", "\\\\").replace("\"", "\\\""));
        draft.nameIn(
                course.lessons().stream()
                        .filter(lesson -> lesson.topic().equals(exercise.packageName()))
                        .findFirst()
                        .orElseThrow(() ->
                                new CourseException(
                                        "there is no lesson "
                                                + exercise.packageName()
                                                + " yet: ./course new "
                                                + "%02d-".formatted(course.lessons().size() + 1)
                                                + exercise.packageName()
                                                + " makes it")),
                exercise);
        return draft;
    }

    /// A new lesson, by the name of its folder.
    public static Draft of(Course course, String folder) {
        var matcher = Lesson.FOLDER.matcher(folder);
        if (!matcher.matches()) {
            throw new CourseException("a lesson is called like 06-framing, and not " + folder);
        }
        var topic = matcher.group(2);
        for (var lesson : course.lessons()) {
            if (lesson.number() == Integer.parseInt(matcher.group(1))
                    || lesson.topic().equals(topic)) {
                throw new CourseException(lesson.folder() + " is there already");
            }
        }
        var title = topic.substring(0, 1).toUpperCase(Locale.ROOT) + topic.substring(1);
        var draft = new Draft(course);
        var lessons = course.root().resolve("lessons");
        draft.files.put(lessons.resolve(folder).resolve("README.adoc"), in(LESSON, "TITLE", title));
        draft.files.put(lessons.resolve(folder).resolve("hints.adoc"), "= Hints\n");
        var number = "" + Integer.parseInt(matcher.group(1));
        draft.addRow(in(in(in(ROW, "FOLDER", folder), "NUMBER", number), "TITLE", title));
        return draft;
    }

    private void exercise(Exercise exercise, String task) {
        var reference = source(exercise, "return question;");
        add(course.specification(exercise), in(exercise, SPECIFICATION));
        add(exercise.source(course.references()), reference);
        add(
                exercise.source(course.starters()),
                source(
                        exercise,
                        "throw new UnsupportedOperationException(\"TODO: " + task + "\");"));
        add(
                exercise.source(course.programs()),
                ProgramScript.header(exercise) + in(exercise, PROGRAM));
        add(
                course.mistakes(exercise).resolve("what-the-learner-believed.diff"),
                HEADER + diff(reference, source(exercise, "return \"\";")));
        add(
                course.alternatives(exercise)
                        .resolve("how-it-is-built")
                        .resolve(exercise.name() + ".java"),
                source(exercise, "return new String(question); // WRITE: another construction"));
    }

    private void add(Path file, String text) {
        if (Files.exists(file)) {
            throw new CourseException(file + " is there already");
        }
        files.put(file, text);
    }

    private static String diff(String reference, String wrong) {
        var lines = reference.lines().toList();
        var patch = DiffUtils.diff(lines, wrong.lines().toList());
        return String.join(
                        "\n",
                        UnifiedDiffUtils.generateUnifiedDiff(
                                "reference", "mistake", lines, patch, 1))
                + "\n";
    }

    private void nameIn(Lesson lesson, Exercise exercise) {
        var text = FileIo.read(lesson.text());
        var named =
                text.replaceFirst("(?m)^(:exercises:.*?)[ \\t]*$", "$1 " + exercise)
                        + in(exercise, TURN);
        files.put(lesson.text(), named);
        var hints = Files.exists(lesson.hints()) ? FileIo.read(lesson.hints()) : "= Hints\n";
        files.put(lesson.hints(), hints + in(exercise, HINTS));
        var map = course.root().resolve("lessons/README.adoc");
        if (Files.exists(map)) {
            files.put(map, withNameInRow(FileIo.read(map), lesson, exercise));
        }
    }

    private static String withNameInRow(String map, Lesson lesson, Exercise exercise) {
        var row = "(\\|xref:" + lesson.folder().getFileName() + "/.*\\n.*\\n.*\\n\\|)(.*)";
        return Pattern.compile(row)
                .matcher(map)
                .replaceFirst(found ->
                        found.group(1)
                                + found.group(2)
                                + (found.group(2).isEmpty() ? "" : ", ")
                                + exercise.name());
    }

    /// Puts a row at the end of the map's table.
    private void addRow(String row) {
        var map = course.root().resolve("lessons/README.adoc");
        if (Files.exists(map)) {
            var text = FileIo.read(map);
            int end = text.lastIndexOf("|===");
            files.put(
                    map,
                    end < 0
                            ? text + "\n" + row
                            : text.substring(0, end) + "\n" + row + text.substring(end));
        }
    }

    private static String source(Exercise exercise, String body) {
        return in(exercise, in(SOURCE, "BODY", body));
    }

    private static String in(Exercise exercise, String template) {
        return in(in(template, "PACKAGE", exercise.packageName()), "NAME", exercise.name());
    }

    private static String in(String template, String word, String text) {
        return template.replace(word, text);
    }

    /// Writes all of them; returns their paths below the checkout.
    public List<String> write() {
        files.forEach(FileIo::write);
        return files.keySet().stream()
                .map(file -> course.root().relativize(file).toString().replace('\\', '/'))
                .toList();
    }
}
