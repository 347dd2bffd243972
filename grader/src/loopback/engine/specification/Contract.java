package loopback.engine.specification;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loopback.engine.link.AllowList;

/// The public face of an exercise's class and of its public nested types: what a specification may
/// call.
///
/// @param types by binary name
public record Contract(Map<String, Type> types) {

    /// A type and its public members as a Java reader would write them.
    ///
    /// @param supertypes the direct ones
    /// @param ancestors these, and those above them
    record Type(String kind, Set<String> supertypes, Set<String> ancestors, Set<String> members) {}

    public static Contract of(Map<String, byte[]> classes) {
        return of(classes, _ -> true);
    }

    /// What these classes offer of what this contract asks for. A stranger may have written them, and
    /// many more besides: those are not looked at.
    public Contract in(Map<String, byte[]> classes) {
        var asked = types.keySet().stream().map(Contract::simple).collect(Collectors.toSet());
        return of(classes, name -> asked.contains(simple(name)));
    }

    private static Contract of(Map<String, byte[]> classes, Predicate<String> wanted) {
        var types = new TreeMap<String, Type>();
        classes.forEach((name, bytes) -> {
            if (wanted.test(name)) {
                var model = ClassFile.of().parse(bytes);
                if (model.flags().has(AccessFlag.PUBLIC)) {
                    types.put(name, type(model, classes));
                }
            }
        });
        return new Contract(types);
    }

    /// What is missing or different in `found`, in sentences; nothing if it offers all of this.
    public List<String> differences(Contract found) {
        var differences = new ArrayList<String>();
        types.forEach((name, expected) ->
                Optional.ofNullable(found.types.get(name))
                        .ifPresentOrElse(
                                type -> differences.addAll(differences(expected, type)),
                                () -> differences.add(missing(name, expected, found))));
        return differences;
    }

    private static String missing(String name, Type expected, Contract found) {
        var wanted = "expected  public " + expected.kind + " " + simple(name);
        return found.types.entrySet().stream()
                .filter(other -> simple(other.getKey()).equals(simple(name)))
                .findFirst()
                .map(other ->
                        wanted
                                + in(name)
                                + "\nfound     public "
                                + other.getValue().kind
                                + " "
                                + simple(other.getKey())
                                + in(other.getKey()))
                .orElse(wanted + "\nfound     no public type of that name");
    }

    private static String in(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? " without a package" : " in package " + name.substring(0, dot);
    }

    private static List<String> differences(Type expected, Type found) {
        var differences = new ArrayList<String>();
        if (!expected.kind.equals(found.kind)) {
            differences.add("expected  " + expected.kind + "\nfound     " + found.kind);
        }
        for (var supertype : expected.supertypes) {
            if (!found.ancestors.contains(supertype)) {
                differences.add("expected  a subtype of " + supertype + "\nfound     none");
            }
        }
        for (var member : expected.members) {
            if (!found.members.contains(member)) {
                differences.add("expected  " + member + "\nfound     " + nearest(member, found));
            }
        }
        return differences;
    }

    private static String nearest(String member, Type found) {
        var sameName =
                found.members.stream()
                        .filter(other -> nameIn(other).equals(nameIn(member)))
                        .toList();
        return sameName.isEmpty()
                ? "no public member " + nameIn(member)
                : String.join("\n          ", sameName);
    }

    private static String nameIn(String member) {
        var head = member.contains("(") ? member.substring(0, member.indexOf('(')) : member;
        return head.substring(head.lastIndexOf(' ') + 1);
    }

    private static Type type(ClassModel model, Map<String, byte[]> classes) {
        var supertypes = new TreeSet<String>();
        var ancestors = new TreeSet<String>();
        var members = new TreeSet<>(members(model));
        supertypesOf(model).forEach(name -> supertypes.add(simple(name)));
        climb(model, classes, ancestors, members);
        supertypes.remove("Object");
        return new Type(kind(model), supertypes, ancestors, members);
    }

    /// Adds the names of all types above one, and what is inherited from those of them that are a
    /// learner's own. Each is looked at once, on however many ways it is reached.
    private static void climb(
            ClassModel from,
            Map<String, byte[]> classes,
            Set<String> ancestors,
            Set<String> members) {
        var seen = new HashSet<String>();
        var left = new ArrayDeque<>(supertypesOf(from));
        while (!left.isEmpty()) {
            var name = left.poll();
            if (!seen.add(name)) {
                continue;
            }
            ancestors.add(simple(name));
            var own = classes.get(name);
            if (own == null) {
                AllowList.withSupertypes(name).forEach(each -> ancestors.add(simple(each)));
                continue;
            }
            var model = ClassFile.of().parse(own);
            members(model).stream()
                    .filter(member -> !member.startsWith("public " + simple(name) + "("))
                    .forEach(members::add);
            left.addAll(supertypesOf(model));
        }
    }

    private static List<String> supertypesOf(ClassModel model) {
        return Stream.concat(model.superclass().stream(), model.interfaces().stream())
                .map(type -> type.asInternalName().replace('/', '.'))
                .toList();
    }

    private static Set<String> members(ClassModel model) {
        var members = new TreeSet<String>();
        model.methods().stream()
                .filter(m -> m.flags().has(AccessFlag.PUBLIC))
                .filter(m -> !m.flags().has(AccessFlag.SYNTHETIC))
                .forEach(method -> members.add(words(model, method)));
        model.fields().stream()
                .filter(f -> f.flags().has(AccessFlag.PUBLIC))
                .filter(f -> !f.flags().has(AccessFlag.SYNTHETIC))
                .forEach(field -> members.add(words(field)));
        return members;
    }

    private static String kind(ClassModel model) {
        if (model.flags().has(AccessFlag.INTERFACE)) {
            return "interface";
        }
        var parent = model.superclass().map(type -> type.asInternalName()).orElse("");
        return switch (parent) {
            case "java/lang/Record" -> "record";
            case "java/lang/Enum" -> "enum";
            default -> "class";
        };
    }

    private static String words(ClassModel owner, MethodModel method) {
        var name = method.methodName().stringValue();
        var type = method.methodTypeSymbol();
        var parameters =
                type.parameterList().stream()
                        .map(Contract::words)
                        .collect(Collectors.joining(", ", "(", ")"));
        if (name.equals("<init>")) {
            return "public " + simple(owner.thisClass().asInternalName()) + parameters;
        }
        return "public "
                + (method.flags().has(AccessFlag.STATIC) ? "static " : "")
                + result(type)
                + " "
                + name
                + parameters;
    }

    private static String result(MethodTypeDesc type) {
        return words(type.returnType());
    }

    private static String words(ClassDesc type) {
        return type.displayName().replace('$', '.');
    }

    private static String words(FieldModel field) {
        return "public "
                + (field.flags().has(AccessFlag.STATIC) ? "static " : "")
                + words(field.fieldTypeSymbol())
                + " "
                + field.fieldName().stringValue();
    }

    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1)
                .replace('$', '.');
    }
}
