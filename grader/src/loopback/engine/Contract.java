package loopback.engine;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The public face of an exercise's class and of its public nested types: what a specification may
/// call.
///
/// @param types by binary name
record Contract(Map<String, Type> types) {

    /// A type, its direct supertypes, and its public members as a Java reader would write them.
    record Type(String kind, Set<String> supertypes, Set<String> members) {}

    static Contract of(Map<String, byte[]> classes) {
        var types = new TreeMap<String, Type>();
        for (var bytes : classes.values()) {
            var model = ClassFile.of().parse(bytes);
            if (model.flags().has(AccessFlag.PUBLIC)) {
                types.put(model.thisClass().asInternalName().replace('/', '.'), type(model));
            }
        }
        return new Contract(types);
    }

    /// What is missing or different in `found`, in sentences; nothing if it offers all of this.
    List<String> differences(Contract found) {
        var differences = new ArrayList<String>();
        types.forEach((name, expected) -> Optional.ofNullable(found.types.get(name))
                .ifPresentOrElse(
                        type -> differences.addAll(differences(expected, type)),
                        () -> differences.add("expected  public " + expected.kind + " "
                                + simple(name) + "\nfound     no public type of that name")));
        return differences;
    }

    private static List<String> differences(Type expected, Type found) {
        var differences = new ArrayList<String>();
        if (!expected.kind.equals(found.kind)) {
            differences.add("expected  " + expected.kind + "\nfound     " + found.kind);
        }
        for (var supertype : expected.supertypes) {
            if (!found.supertypes.contains(supertype)) {
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
        var sameName = found.members.stream()
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

    private static Type type(ClassModel model) {
        var supertypes = new TreeSet<String>();
        model.superclass().ifPresent(type -> supertypes.add(simple(type.asInternalName())));
        model.interfaces().forEach(type -> supertypes.add(simple(type.asInternalName())));
        supertypes.remove("Object");
        var members = new TreeSet<String>();
        model.methods().stream().filter(m -> m.flags().has(AccessFlag.PUBLIC))
                .filter(m -> !m.flags().has(AccessFlag.SYNTHETIC))
                .forEach(method -> members.add(words(model, method)));
        model.fields().stream().filter(f -> f.flags().has(AccessFlag.PUBLIC))
                .filter(f -> !f.flags().has(AccessFlag.SYNTHETIC))
                .forEach(field -> members.add(words(field)));
        return new Type(kind(model), supertypes, members);
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
        var parameters = type.parameterList().stream()
                .map(ClassDesc::displayName)
                .collect(Collectors.joining(", ", "(", ")"));
        if (name.equals("<init>")) {
            return "public " + simple(owner.thisClass().asInternalName()) + parameters;
        }
        return "public " + (method.flags().has(AccessFlag.STATIC) ? "static " : "")
                + result(type) + " " + name + parameters;
    }

    private static String result(MethodTypeDesc type) {
        return type.returnType().displayName();
    }

    private static String words(FieldModel field) {
        return "public " + (field.flags().has(AccessFlag.STATIC) ? "static " : "")
                + field.fieldTypeSymbol().displayName() + " " + field.fieldName().stringValue();
    }

    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1)
                .replace('$', '.');
    }
}
