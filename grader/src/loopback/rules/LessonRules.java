package loopback.rules;

import java.util.ArrayList;
import java.util.List;
import loopback.course.Course;
import loopback.course.FileIo;
import loopback.course.Lesson;
import loopback.course.ProgramScript;

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
                            faults -> Scripts.check(script, HEADER, List.of(script), faults)));
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

    private void leadsToItsExercises(Lesson lesson, List<String> faults) {
        var text = FileIo.read(lesson.text());
        for (var exercise : lesson.exercises()) {
            if (!text.contains("$ ./course check " + exercise.name() + "\n")) {
                faults.add("the text does not say $ ./course check " + exercise.name());
            }
            boolean canBeTried = new ProgramScript(course, exercise).exists();
            if (canBeTried && !text.contains("./course try " + exercise.name())) {
                faults.add("the text does not say $ ./course try " + exercise.name());
            }
        }
    }
}
