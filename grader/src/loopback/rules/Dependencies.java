package loopback.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import loopback.course.Course;
import loopback.course.FileIo;

/// What kit and specifications may depend on. A kit that knows an exercise, or a specification that
/// knows the grader, is a wrong turn.
public final class Dependencies {

    /// What changes the machine for the code under test.
    private static final Pattern SETTING =
            Pattern.compile("\\b\\w+\\.(setDefault|setProperty|setProperties)\\(");

    /// The rules of the kit, file by file.
    public static List<Rule> ofKit(Course course) {
        return FileIo.walk(course.kit()).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .map(file ->
                        Rule.of(
                                "kit/" + file.getFileName(),
                                "depends on what it may",
                                faults -> ofKit(course, file, faults)))
                .toList();
    }

    static void ofTest(Path file, List<String> faults) {
        var text = code(file, faults);
        if (text.contains("Thread.sleep(")) {
            faults.add(file.getFileName() + " sleeps: wait for an event, with a verb of the kit");
        }
        SETTING.matcher(text)
                .results()
                .map(setting -> file.getFileName() + " calls " + setting.group() + "): ")
                .map(call -> call + "a learner sees it only where the kit does, and notes it")
                .forEach(faults::add);
    }

    private static void ofKit(Course course, Path file, List<String> faults) {
        var text = code(file, faults);
        course.exercises().stream()
                .map(exercise -> exercise.packageName())
                .distinct()
                .filter(name -> text.contains("import " + name + "."))
                .forEach(name -> faults.add(file.getFileName() + " depends on " + name));
    }

    /// A source without its comments.
    private static String code(Path file, List<String> faults) {
        var text = FileIo.read(file).replaceAll("//.*", "");
        if (text.contains("import loopback.")) {
            faults.add(file.getFileName() + " depends on the grader");
        }
        return text;
    }

    private Dependencies() {}
}
