package loopback.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Mistake;
import loopback.course.Reference;
import loopback.engine.Engine;
import loopback.engine.verdict.Step;

/// What is demanded of the mistakes of an exercise and can be seen without running them.
final class SolutionRules {

    private final Course course;
    private final Engine engine;

    SolutionRules(Course course, Engine engine) {
        this.course = course;
        this.engine = engine;
    }

    void mistakesAreWellWritten(Exercise exercise, List<String> faults) {
        var steps = engine.steps(exercise).stream().map(Step::name).toList();
        var reference = FileIo.read(exercise.source(course.references()));
        for (var file : Mistake.files(course, exercise)) {
            try {
                var mistake = Mistake.read(file);
                mistake.applyTo(reference);
                unknownSteps(mistake, steps).forEach(faults::add);
                Stream.concat(mistake.calls().stream(), mistake.callsNot().stream())
                        .filter(each -> !isOwn(exercise, each) && !isKnown(each))
                        .map(each -> file.getFileName() + ": the JDK has no " + each.name())
                        .forEach(faults::add);
            } catch (CourseException e) {
                faults.add(e.getMessage().replace(file.toString(), file.getFileName().toString()));
            }
        }
    }

    private static List<String> unknownSteps(Mistake mistake, List<String> steps) {
        var unknown = new TreeSet<>(mistake.fails());
        steps.forEach(unknown::remove);
        return unknown.stream()
                .map(step -> mistake.name() + ".diff: there is no step " + step)
                .toList();
    }

    /// Whether it is declared by the exercise itself, such as the clock that it is given.
    private static boolean isOwn(Exercise exercise, Reference reference) {
        return reference.name().startsWith(exercise.className() + ".");
    }

    /// Whether there is such a type or member: one that is misspelt is never referred to.
    private static boolean isKnown(Reference reference) {
        if (type(reference.name()) instanceof Class<?> && reference.parameters().isEmpty()) {
            return true;
        }
        if (!(type(reference.owner()) instanceof Class<?> owner)) {
            return false;
        }
        var members = new ArrayList<java.lang.reflect.Executable>();
        if (reference.member().equals("<init>")) {
            members.addAll(List.of(owner.getDeclaredConstructors()));
        } else {
            members.addAll(List.of(owner.getMethods()));
            members.addAll(List.of(owner.getDeclaredMethods()));
        }
        return members.stream().anyMatch(member -> isThat(member, reference))
                || reference.parameters().isEmpty()
                        && Stream.of(owner.getFields())
                                .anyMatch(field -> field.getName().equals(reference.member()));
    }

    private static boolean isThat(java.lang.reflect.Executable member, Reference reference) {
        boolean named =
                reference.member().equals("<init>") || member.getName().equals(reference.member());
        var types = Stream.of(member.getParameterTypes()).map(Class::getSimpleName).toList();
        return named && reference.parameters().map(types::equals).orElse(true);
    }

    /// The type of the JDK by that name, nested ones with a dot; null if there is none.
    private static @org.jspecify.annotations.Nullable Class<?> type(String name) {
        var binary = name;
        while (true) {
            try {
                return Class.forName(binary, false, ClassLoader.getPlatformClassLoader());
            } catch (ClassNotFoundException e) {
                int dot = binary.lastIndexOf('.');
                if (dot < 0) {
                    return null;
                }
                binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
            }
        }
    }

    void quotationsFit(Exercise exercise, List<String> faults) {
        faults.addAll(Coverage.of(course, exercise).misfits());
    }

    void everySentenceIsBroken(Exercise exercise, List<String> faults) {
        Coverage.of(course, exercise).uncovered().stream()
                .map(sentence -> "no mistake breaks   " + sentence)
                .forEach(faults::add);
    }
}
