package loopback.engine.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The types and members that submissions may link to, as `allowed.txt` lists them: what every
/// exercise has, and the capabilities that an exercise may declare.
///
/// It judges names only: which member of which type. What a submission can do is what it can name,
/// because everything it runs was compiled from source by the grader.
public final class AllowList {

    private static final String UNLISTED = "it is not among what this exercise may use";
    private static final Set<String> OF_OBJECT =
            Set.of("getClass", "equals", "hashCode", "toString", "wait", "notify", "notifyAll");

    /// What every exercise may use.
    private final Rules common = new Rules();

    /// What those may use that declare it.
    private final Map<String, Rules> capabilities = new TreeMap<>();

    /// One section of the list.
    private static final class Rules {

        private final Map<String, Set<String>> permitted = new HashMap<>();
        private final Map<String, List<Refusal>> refused = new HashMap<>();
        private final Map<String, Set<String>> texts = new HashMap<>();
        private final Map<String, String> apart = new HashMap<>();

        void add(String line) {
            switch (line.substring(0, Math.min(2, line.length()))) {
                case "+ " -> permit(line.substring(2));
                case "- " -> refuse(line.substring(2));
                case "~ " -> split(line, (member, all) -> texts.put(member, words(all)));
                case "! " -> split(line, apart::put);
                default -> {}
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

        private static void split(String line, BiConsumer<String, String> rule) {
            int equals = line.indexOf(" = ");
            rule.accept(line.substring(2, equals), line.substring(equals + 3).strip());
        }

        private static Set<String> words(String text) {
            return new LinkedHashSet<>(List.of(text.strip().split("\\s+")));
        }

        boolean permits(String type) {
            return permitted.containsKey(type) || permitted.containsKey(packageOf(type) + ".*");
        }

        boolean permits(String type, Member member) {
            var members = permitted.getOrDefault(type, Set.of());
            return permits(type) && (members.isEmpty() || member.isAmong(members));
        }

        Optional<String> refusal(String type, Member member) {
            return refused.getOrDefault(type, List.of()).stream()
                    .filter(refusal -> refusal.covers(member))
                    .map(Refusal::reason)
                    .findFirst();
        }
    }

    /// Members that are refused, and why; `*` means all.
    private record Refusal(Set<String> members, String reason) {

        boolean covers(Member member) {
            return members.contains("*") || member.isAmong(members);
        }
    }

    /// A method or field by its name, and by its name with the types of its parameters.
    private record Member(String name, String withParameters) {

        static final Member ALL = new Member("*", "*");

        static Member of(String name, List<ClassDesc> parameters) {
            return new Member(
                    name,
                    parameters.stream()
                            .map(ClassDesc::displayName)
                            .collect(Collectors.joining(",", name + "(", ")")));
        }

        boolean isAmong(Set<String> members) {
            return members.contains(name) || members.contains(withParameters);
        }
    }

    public AllowList() {
        try (var text = AllowList.class.getResourceAsStream("allowed.txt")) {
            var section = common;
            for (var line : new String(text.readAllBytes(), UTF_8).lines().toList()) {
                if (line.startsWith("[")) {
                    section = new Rules();
                    capabilities.put(line.substring(1, line.indexOf(']')), section);
                } else {
                    section.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of the capabilities that an exercise may declare.
    public Set<String> capabilities() {
        return Collections.unmodifiableSet(capabilities.keySet());
    }

    /// Why an exercise cannot have these capabilities together; nothing if it can.
    public Optional<String> problemWith(Set<String> uses) {
        for (var each : uses) {
            if (!capabilities.containsKey(each)) {
                return Optional.of(
                        "\"%s\" is no capability: there are %s"
                                .formatted(each, String.join(", ", capabilities.keySet())));
            }
            for (var apart : sections(Set.of(each)).getFirst().apart.entrySet()) {
                if (uses.contains(apart.getKey())) {
                    return Optional.of(
                            "\"%s\" and \"%s\" cannot be had together: %s"
                                    .formatted(each, apart.getKey(), apart.getValue()));
                }
            }
        }
        return Optional.empty();
    }

    private List<Rules> sections(Set<String> uses) {
        return uses.stream().map(capabilities::get).filter(Objects::nonNull).toList();
    }

    /// Why a type may not be named; nothing if it may. `uses` are the capabilities that the
    /// exercise has declared.
    Optional<String> objectionTo(String type, Set<String> uses) {
        for (var section : sections(uses)) {
            var refusal = section.refusal(type, Member.ALL);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        if (sections(uses).stream().anyMatch(section -> section.permits(type))) {
            return Optional.empty();
        }
        var refusal = commonRefusal(type);
        if (refusal.isPresent()) {
            return refusal;
        }
        return common.permits(type) ? Optional.empty() : Optional.of(UNLISTED);
    }

    /// Why a member of a type may not be used; nothing if it may.
    Optional<String> objectionTo(
            String type, String name, List<ClassDesc> parameters, Set<String> uses) {
        var member = Member.of(name, parameters);
        if (name.equals("values") || name.equals("valueOf")) {
            var constants = objectionToAllConstants(type, uses);
            if (constants.isPresent()) {
                return constants;
            }
        }
        for (var each : withSupertypes(type)) {
            var refusal = refusal(each, member, uses);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        var objection = objectionTo(type, uses);
        if (objection.isPresent()) {
            return objection;
        }
        boolean listed =
                OF_OBJECT.contains(name)
                        || common.permits(type, member)
                        || isOpened(type, member, uses);
        return listed ? Optional.empty() : Optional.of(UNLISTED);
    }

    /// What a declared capability refuses is refused. What all exercises are refused, a declared
    /// capability may open.
    private Optional<String> refusal(String type, Member member, Set<String> uses) {
        return sections(uses).stream()
                .flatMap(section -> section.refusal(type, member).stream())
                .findFirst()
                .or(() -> common.refusal(type, member).filter(_ -> !isOpened(type, member, uses)));
    }

    private boolean isOpened(String type, Member member, Set<String> uses) {
        return sections(uses).stream().anyMatch(section -> section.permits(type, member));
    }

    /// Whether a member that is refused otherwise may be called with this text, written down where
    /// it is called.
    boolean isHarmless(String type, String member, Object text, Set<String> uses) {
        var called = type + " : " + member;
        return Stream.concat(Stream.of(common), sections(uses).stream())
                .anyMatch(each -> each.texts.getOrDefault(called, Set.of()).contains(text));
    }

    /// Why the constants of an enum may not be had all together, or by their names: one of them is
    /// refused.
    Optional<String> objectionToAllConstants(String type, Set<String> uses) {
        if (!common.refused.containsKey(type)) {
            return Optional.empty();
        }
        return constantsOf(type).stream()
                .flatMap(name -> refusal(type, new Member(name, name), uses).stream())
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

    /// That of a type, of one around it, or of a package that it lies in.
    private Optional<String> commonRefusal(String type) {
        var found = common.refusal(type, Member.ALL);
        for (int dollar = type.lastIndexOf('$'); found.isEmpty() && dollar > 0; ) {
            found = common.refusal(type.substring(0, dollar), Member.ALL);
            dollar = type.lastIndexOf('$', dollar - 1);
        }
        for (var outer = packageOf(type); found.isEmpty() && !outer.isEmpty(); ) {
            found = common.refusal(outer + ".**", Member.ALL);
            outer = packageOf(outer);
        }
        return found;
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
