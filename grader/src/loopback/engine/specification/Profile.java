package loopback.engine.specification;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.ClassModel;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.engine.jvm.Limits;
import loopback.engine.link.AllowList;

/// What an exercise may do and take, as its specification declares it by `@Uses` and `@Limits`. It is
/// the same with a learner and where it is graded.
///
/// @param capabilities what it may use besides what every exercise may, see [AllowList]
public record Profile(Set<String> capabilities, Limits limits) {

    /// That of an exercise that declares nothing.
    public static final Profile USUAL = new Profile(Set.of(), Limits.USUAL);

    static Profile of(Exercise exercise, ClassModel specification) {
        var capabilities = new TreeSet<String>();
        Specification.annotation(specification, "Lkit/Uses;").stream()
                .flatMap(uses -> uses.elements().stream())
                .map(AnnotationElement::value)
                .forEach(value -> {
                    for (var each : ((AnnotationValue.OfArray) value).values()) {
                        capabilities.add(((AnnotationValue.OfString) each).stringValue());
                    }
                });
        var limits =
                Specification.annotation(specification, "Lkit/Limits;")
                        .map(declared -> limits(exercise, declared))
                        .orElse(Limits.USUAL);
        return new Profile(Set.of(), limits).with(exercise, capabilities);
    }

    /// The same with more capabilities. Fails if they are none, or cannot be had together.
    Profile with(Exercise exercise, Set<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new TreeSet<>(capabilities);
        all.addAll(more);
        new AllowList()
                .problemWith(all)
                .ifPresent(problem -> {
                    throw wrong(exercise, "@Uses: " + problem);
                });
        return new Profile(all, limits);
    }

    private static Limits limits(Exercise exercise, Annotation declared) {
        var values = new HashMap<String, Integer>();
        declared.elements()
                .forEach(element ->
                        values.put(
                                element.name().stringValue(),
                                ((AnnotationValue.OfInt) element.value()).intValue()));
        var usual = Limits.USUAL;
        LimitReader value =
                (name, least, otherwise, most) -> {
                    int found = values.getOrDefault(name, otherwise);
                    if (found < least || found > most) {
                        throw wrong(
                                exercise,
                                "@Limits(%s = %d): from %d to %d can be had"
                                        .formatted(name, found, least, most));
                    }
                    return found;
                };
        return new Limits(
                value.of("heapMiB", 32, usual.heapMiB(), 1024),
                value.of("openFiles", 128, usual.openFiles(), 65_536),
                value.of("fileMiB", 1, usual.fileMiB(), 64),
                value.of("threads", 64, usual.threads(), usual.threads()),
                value.of("cpuSeconds", 1, usual.cpuSeconds(), 600));
    }

    @FunctionalInterface
    private interface LimitReader {
        int of(String name, int least, int usual, int most);
    }

    private static CourseException wrong(Exercise exercise, String problem) {
        return new CourseException(
                exercise.specificationName().replace('.', '/') + ".java: " + problem);
    }
}
