package loopback.engine.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The types and members that submissions may link to, as `allowed.txt` lists them.
///
/// It judges names only: which member of which type. What a submission can do is what it can name,
/// because everything it runs was compiled from source by the grader.
public final class AllowList {

    private static final String UNLISTED = "it is not among what this exercise may use";
    private static final Set<String> OF_OBJECT =
            Set.of("getClass", "equals", "hashCode", "toString", "wait", "notify", "notifyAll");

    private final Map<String, Set<String>> permitted = new HashMap<>();
    private final Map<String, List<Refusal>> refused = new HashMap<>();

    /// Members that are refused, and why; no members means all.
    private record Refusal(Set<String> members, String reason) {

        boolean covers(String name, String nameAndParameters) {
            return members.contains("*")
                    || members.contains(name)
                    || members.contains(nameAndParameters);
        }
    }

    public AllowList() {
        try (var text = AllowList.class.getResourceAsStream("allowed.txt")) {
            for (var line : new String(text.readAllBytes(), UTF_8).lines().toList()) {
                if (line.startsWith("+ ")) {
                    permit(line.substring(2));
                } else if (line.startsWith("- ")) {
                    refuse(line.substring(2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void permit(String rule) {
        int colon = rule.indexOf(" : ");
        if (colon < 0) {
            permitted.put(rule.strip(), Set.of());
        } else {
            permitted.put(rule.substring(0, colon), words(rule.substring(colon + 3)));
        }
    }

    private void refuse(String rule) {
        int colon = rule.indexOf(" : ");
        int equals = rule.indexOf(" = ");
        var members = words(rule.substring(colon + 3, equals));
        refused.computeIfAbsent(rule.substring(0, colon), type -> new ArrayList<>())
                .add(new Refusal(members, rule.substring(equals + 3).strip()));
    }

    private static Set<String> words(String text) {
        return new LinkedHashSet<>(List.of(text.strip().split("\\s+")));
    }

    /// Why a type may not be named; nothing if it may. `uses` are packages or types that the
    /// exercise has declared.
    Optional<String> objectionTo(String type, Set<String> uses) {
        if (uses.contains(type) || uses.contains(packageOf(type))) {
            return Optional.empty();
        }
        var refusal = refusal(type, "*", "*");
        if (refusal.isPresent()) {
            return refusal;
        }
        return isPermitted(type) ? Optional.empty() : Optional.of(UNLISTED);
    }

    /// Why a member of a type may not be used; nothing if it may.
    Optional<String> objectionTo(
            String type, String member, List<ClassDesc> parameters, Set<String> uses) {
        var full =
                member
                        + parameters.stream()
                                .map(ClassDesc::displayName)
                                .toList()
                                .toString()
                                .replace("[", "(")
                                .replace("]", ")")
                                .replace(" ", "");
        if (member.equals("values") || member.equals("valueOf")) {
            var constants = objectionToAllConstants(type, uses);
            if (constants.isPresent()) {
                return constants;
            }
        }
        for (var each : withSupertypes(type)) {
            var refusal = refusalByName(each, member, full);
            if (refusal.isPresent() && !uses.contains(packageOf(each)) && !uses.contains(each)) {
                return refusal;
            }
        }
        var objection = objectionTo(type, uses);
        if (objection.isPresent()) {
            return objection;
        }
        var members = permitted.getOrDefault(type, Set.of());
        boolean listed =
                members.isEmpty() || members.contains(member) || OF_OBJECT.contains(member);
        return listed ? Optional.empty() : Optional.of(UNLISTED);
    }

    /// Why the constants of an enum may not be had all together, or by their names: one of them is
    /// refused.
    Optional<String> objectionToAllConstants(String type, Set<String> uses) {
        var refusals = refused.getOrDefault(type, List.of());
        if (refusals.isEmpty() || uses.contains(type) || uses.contains(packageOf(type))) {
            return Optional.empty();
        }
        return refusals.stream()
                .filter(refusal -> refusal.members().stream().anyMatch(constantsOf(type)::contains))
                .map(Refusal::reason)
                .findFirst();
    }

    private static Set<String> constantsOf(String type) {
        var names = new LinkedHashSet<String>();
        var constants = find(type).map(Class::getEnumConstants).orElse(null);
        for (int i = 0; constants != null && i < constants.length; i++) {
            names.add(((Enum<?>) constants[i]).name());
        }
        return names;
    }

    private boolean isPermitted(String type) {
        return permitted.containsKey(type) || permitted.containsKey(packageOf(type) + ".*");
    }

    private Optional<String> refusal(String type, String member, String full) {
        var found = refusalByName(type, member, full);
        for (int dollar = type.lastIndexOf('$'); found.isEmpty() && dollar > 0; ) {
            found = refusalByName(type.substring(0, dollar), "*", "*"); // What is within it.
            dollar = type.lastIndexOf('$', dollar - 1);
        }
        for (var outer = packageOf(type); found.isEmpty() && !outer.isEmpty(); ) {
            found = refusalByName(outer + ".**", member, full);
            outer = packageOf(outer);
        }
        return found;
    }

    private Optional<String> refusalByName(String rule, String member, String full) {
        return refused.getOrDefault(rule, List.of()).stream()
                .filter(refusal -> refusal.covers(member, full))
                .map(Refusal::reason)
                .findFirst();
    }

    private static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    /// A type of the JDK and all its supertypes, by name; a type that is not there has none.
    public static Set<String> withSupertypes(String type) {
        var names = new LinkedHashSet<String>();
        names.add(type);
        find(type).ifPresent(found -> addSupertypes(found, names));
        return names;
    }

    /// A type of the JDK; others are judged by their names alone.
    private static Optional<Class<?>> find(String type) {
        try {
            return Optional.of(Class.forName(type, false, ClassLoader.getPlatformClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /// Whether objects of a type of the JDK have that public method.
    static boolean hasMethod(String type, String name, MethodTypeDesc descriptor) {
        return find(type).stream()
                .flatMap(found -> Stream.of(found.getMethods()))
                .anyMatch(method ->
                        method.getName().equals(name)
                                && MethodType.methodType(
                                                method.getReturnType(), method.getParameterTypes())
                                        .descriptorString()
                                        .equals(descriptor.descriptorString()));
    }

    private static void addSupertypes(Class<?> type, Set<String> names) {
        var parent = type.getSuperclass();
        if (parent != null && names.add(parent.getName())) {
            addSupertypes(parent, names);
        }
        for (var each : type.getInterfaces()) {
            if (names.add(each.getName())) {
                addSupertypes(each, names);
            }
        }
    }
}
