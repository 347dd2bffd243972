package loopback.engine.specification;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.engine.verdict.Step;

/// A compiled specification, read from its class files: nothing of it runs here.
///
/// @param steps in their order
/// @param profile what its exercise may do and take
/// @param classes its classes by binary name
/// @param contract the public face of the class it specifies
/// @param called what its steps are called in these classes, by their names
public record Specification(
        Exercise exercise,
        List<Step> steps,
        Profile profile,
        Map<String, byte[]> classes,
        Contract contract,
        Map<String, String> called) {

    static Specification of(Exercise exercise, Map<String, byte[]> classes, Contract contract) {
        var bytes = classes.get(exercise.specificationName());
        if (bytes == null) {
            throw new CourseException(
                    "the specification of "
                            + exercise
                            + " does not declare "
                            + exercise.specificationName());
        }
        var model = ClassFile.of().parse(bytes);
        var steps =
                model.methods().stream()
                        .filter(method ->
                                annotation(method, "Lorg/junit/jupiter/api/Test;").isPresent())
                        .map(Specification::step)
                        .sorted((a, b) -> Integer.compare(a.number(), b.number()))
                        .toList();
        return new Specification(
                exercise, steps, Profile.of(exercise, model), classes, contract, Map.of());
    }

    /// The same, of an exercise that may do what another specification allows as well, and take what
    /// that one allows.
    Specification allowing(Profile other) {
        var both = other.with(exercise, profile.capabilities());
        return new Specification(exercise, steps, both, classes, contract, called);
    }

    /// The same, of which a stack trace shows nothing but numbers.
    Specification withNeutralNames() {
        var numbers = new TreeMap<String, String>();
        steps.forEach(step -> numbers.put(step.name(), "step_" + (numbers.size() + 1)));
        var neutral = SpecificationAnonymizer.in(classes, exercise.specificationName(), numbers);
        return new Specification(exercise, steps, profile, neutral, contract, numbers);
    }

    /// The method of a step.
    public String methodOf(Step step) {
        return called.getOrDefault(step.name(), step.name());
    }

    int maxPoints() {
        return steps.stream().mapToInt(Step::points).sum();
    }

    private static Step step(MethodModel method) {
        int number = intValue(method, "Lorg/junit/jupiter/api/Order;").orElse(Integer.MAX_VALUE);
        int points = intValue(method, "Lkit/Points;").orElse(1);
        return new Step(number, method.methodName().stringValue(), points);
    }

    private static Optional<Integer> intValue(MethodModel method, String annotation) {
        return annotation(method, annotation)
                .map(a -> a.elements().getFirst().value())
                .map(value -> ((AnnotationValue.OfInt) value).intValue());
    }

    static Optional<Annotation> annotation(AttributedElement element, String descriptor) {
        return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .filter(annotation -> annotation.className().equalsString(descriptor))
                .findFirst();
    }
}
