package loopback.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import loopback.course.Course;
import loopback.course.FileIo;
import loopback.course.Lesson;

/// What is demanded of a lesson and can be seen without running its transcripts.
public final class LessonRules {

    private static final String HEADER =
            "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?\n//JAVA 25+\n";

    private final Course course;

    public LessonRules(Course course) {
        this.course = course;
    }

    /// The rules of one lesson.
    public List<Rule> of(Lesson lesson) {
        var folder = course.root().relativize(lesson.folder()).toString().replace('\\', '/');
        var rules = new ArrayList<Rule>();
        rules.add(
                Rule.of(
                        folder,
                        "has a title, minutes and exercises",
                        faults -> hasAHeader(lesson, faults)));
        rules.add(
                Rule.of(
                        folder,
                        "its package is its topic",
                        faults -> itsPackageIsItsTopic(lesson, faults)));
        rules.add(
                Rule.of(
                        folder,
                        "leads to its exercises",
                        faults -> leadsToItsExercises(lesson, faults)));
        rules.add(
                Rule.of(
                        folder,
                        "the map says of it what its header says",
                        faults -> faults.addAll(new LessonMap(course).faults(lesson))));
        rules.add(
                Rule.of(
                        folder,
                        "its scripts are in jbang-catalog.json",
                        faults -> new TreeRules(course).catalogue(lesson, faults)));
        rules.add(UnfinishedDrafts.of(course, lesson));
        for (var script : lesson.scripts()) {
            rules.add(
                    Rule.of(
                            folder,
                            script.getFileName() + " is a script",
                            faults -> isAScript(script, faults)));
        }
        return rules;
    }

    private static void hasAHeader(Lesson lesson, List<String> faults) {
        if (lesson.title().isEmpty()) {
            faults.add("it begins with no title: = TITLE");
        }
        if (lesson.minutes() < 1) {
            faults.add("its header has no :minutes: NUMBER");
        }
        if (lesson.exercises().isEmpty()) {
            faults.add("its header has no :exercises: PACKAGE/CLASS …");
        }
    }

    private static void itsPackageIsItsTopic(Lesson lesson, List<String> faults) {
        var topic = lesson.topic();
        for (var exercise : lesson.exercises()) {
            if (!topic.equals(exercise.packageName())) {
                faults.add(exercise + " belongs into the package " + topic);
            }
        }
    }

    private static void leadsToItsExercises(Lesson lesson, List<String> faults) {
        var text = FileIo.read(lesson.text());
        for (var exercise : lesson.exercises()) {
            if (!text.contains("$ ./course check " + exercise.name() + "\n")) {
                faults.add("the text does not say $ ./course check " + exercise.name());
            }
        }
    }

    private static void isAScript(Path script, List<String> faults) {
        if (!FileIo.read(script).startsWith(HEADER)) {
            faults.add("its first two lines are not\n" + HEADER);
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null)) {
            var scratch = Files.createTempDirectory("script");
            var options = List.of("-Xlint:all", "-proc:none", "-d", scratch.toString());
            var units = files.getJavaFileObjects(script);
            compiler.getTask(null, files, diagnostics, options, null, units).call();
            for (var written : FileIo.walk(scratch).reversed()) {
                Files.delete(written);
            }
            Files.delete(scratch);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        diagnostics.getDiagnostics().forEach(problem -> faults.add(problem.toString()));
    }
}
