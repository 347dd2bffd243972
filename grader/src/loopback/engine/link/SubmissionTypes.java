package loopback.engine.link;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The types of a submission, and how they inherit from one another and from others.
///
/// Each is read once, and each question is answered once. What is asked may still grow with the
/// square of what was handed in, so that there is a budget: of looks at a type, not of time, which
/// is another on each machine.
final class SubmissionTypes {

    /// The budget: far more look-ups than any exercise needs, and done in about a second.
    private static final int BUDGET = 2_000_000;

    /// The budget is used up.
    static final class TooEntangledException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private record Question(String owner, String signature) {}

    private final Map<String, ClassModel> models = new LinkedHashMap<>();
    private final Map<String, Set<String>> signatures = new HashMap<>();
    private final Map<Question, Set<String>> answers = new HashMap<>();
    private int looks;

    /// @param classes by binary name
    SubmissionTypes(Map<String, byte[]> classes) {
        classes.forEach((name, bytes) -> models.put(name, ClassFile.of().parse(bytes)));
    }

    Iterable<ClassModel> all() {
        return models.values();
    }

    boolean has(String name) {
        return models.containsKey(name);
    }

    /// The types that are not the submission's and may declare the member: the owner itself, or for
    /// a type of the submission that inherits the member, the first types above it.
    ///
    /// @param signature name and descriptor of a method, the name of a field
    Set<String> foreignBehind(String owner, String signature) {
        if (!has(owner)) {
            return Set.of(owner);
        }
        var question = new Question(owner, signature);
        var known = answers.get(question);
        if (known == null) {
            known = foreignAbove(owner, type -> !declares(type, signature));
            answers.put(question, known);
        }
        return known;
    }

    /// The types that are not the submission's, above those of its own that the climb goes through.
    private Set<String> foreignAbove(String from, java.util.function.Predicate<String> goesOn) {
        var foreign = new LinkedHashSet<String>();
        climb(
                from,
                type -> {
                    if (!has(type)) {
                        foreign.add(type);
                        return false;
                    }
                    return goesOn.test(type);
                });
        return foreign;
    }

    private void climb(String from, java.util.function.Predicate<String> goesOn) {
        var seen = new HashSet<String>();
        var left = new ArrayDeque<String>(List.of(from));
        while (!left.isEmpty()) {
            var type = left.poll();
            if (++looks > BUDGET) {
                throw new TooEntangledException();
            }
            if (seen.add(type) && goesOn.test(type)) {
                left.addAll(supertypes(type));
            }
        }
    }

    private boolean declares(String type, String signature) {
        return signatures.computeIfAbsent(type, name -> declared(model(name))).contains(signature);
    }

    private static Set<String> declared(ClassModel model) {
        var all = new HashSet<String>();
        model.methods().forEach(method -> all.add(signature(method)));
        model.fields().forEach(field -> all.add(field.fieldName().stringValue()));
        return all;
    }

    private static String signature(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    private List<String> supertypes(String type) {
        var model = model(type);
        return Stream.concat(model.superclass().stream(), model.interfaces().stream())
                .map(entry -> entry.asInternalName().replace('/', '.'))
                .toList();
    }

    private ClassModel model(String own) {
        return java.util.Objects.requireNonNull(models.get(own));
    }

    /// A method of a type that is not the submission's.
    record Inherited(String owner, MethodModel method) {}

    /// What a class inherits from the first class above it that is not the submission's, and what an
    /// interface of the submission declares, too: who calls it by the interface gets that.
    List<Inherited> reachedByInterfaces(ClassModel model) {
        var name = model.thisClass().asInternalName().replace('/', '.');
        var foreign = foreignClassAbove(name);
        if (model.flags().has(AccessFlag.INTERFACE) || foreign.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Inherited>();
        climb(
                name,
                type -> {
                    if (has(type) && model(type).flags().has(AccessFlag.INTERFACE)) {
                        model(type).methods().stream()
                                .filter(method -> !isDeclaredByClasses(name, signature(method)))
                                .forEach(method -> found.add(new Inherited(foreign.get(), method)));
                        looks += model(type).methods().size();
                    }
                    return has(type);
                });
        return found;
    }

    private boolean isDeclaredByClasses(String from, String signature) {
        for (String type = from; type != null && has(type); type = superclass(type)) {
            if (++looks > BUDGET) {
                throw new TooEntangledException();
            }
            if (declares(type, signature)) {
                return true;
            }
        }
        return false;
    }

    /// The first class above that is not the submission's, unless it is Object.
    private Optional<String> foreignClassAbove(String name) {
        var type = name;
        while (type != null && has(type)) {
            if (++looks > BUDGET) {
                throw new TooEntangledException();
            }
            type = superclass(type);
        }
        return Optional.ofNullable(type).filter(each -> !each.equals("java.lang.Object"));
    }

    private @Nullable String superclass(String own) {
        return model(own)
                .superclass()
                .map(entry -> entry.asInternalName().replace('/', '.'))
                .orElse(null);
    }
}
