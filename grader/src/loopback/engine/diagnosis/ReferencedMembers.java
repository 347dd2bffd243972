package loopback.engine.diagnosis;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loopback.course.Reference;

/// What the compiled classes of a submission refer to: types, methods and fields, in calls, method
/// references, casts and catches alike.
final class ReferencedMembers {

    private record Member(String owner, String name, List<String> parameters) {}

    private final Map<String, ClassModel> own = new LinkedHashMap<>();
    private final Set<String> types = new LinkedHashSet<>();
    private final Set<Member> members = new LinkedHashSet<>();
    private boolean hasTodo;

    private ReferencedMembers() {}

    /// Those of classes by their binary names.
    static ReferencedMembers of(Map<String, byte[]> classes) {
        var references = new ReferencedMembers();
        classes.forEach((name, bytes) -> references.own.put(name, ClassFile.of().parse(bytes)));
        references.own.values().forEach(model -> model.constantPool().forEach(references::note));
        return references;
    }

    private void note(PoolEntry entry) {
        switch (entry) {
            case ClassEntry type -> types.add(dotted(elementOf(type.asSymbol())));
            case MemberRefEntry member ->
                    members.add(
                            new Member(
                                    nameOf(member.owner().asSymbol()),
                                    member.name().stringValue(),
                                    parameters(member.type().stringValue())));
            case StringEntry text -> hasTodo |= text.stringValue().startsWith("TODO: ");
            default -> {}
        }
    }

    /// Whether the one place to edit of a starter is still in it: a text that begins with `TODO: `.
    boolean hasTodo() {
        return hasTodo;
    }

    /// Whether anything here is, or inherits from, what `wanted` names: a call of `flush` on a
    /// `BufferedOutputStream` is one of `OutputStream.flush`, too.
    boolean include(Reference wanted) {
        return types.stream().anyMatch(wanted::isType)
                || members.stream().anyMatch(member -> isThat(member, wanted));
    }

    private boolean isThat(Member member, Reference wanted) {
        var owners =
                member.name().equals("<init>") ? List.of(member.owner()) : above(member.owner());
        return owners.stream()
                .map(ReferencedMembers::dotted)
                .anyMatch(type -> wanted.isMember(type, member.name(), member.parameters()));
    }

    /// A type by its binary name and all that it inherits from.
    private Set<String> above(String type) {
        var found = new LinkedHashSet<String>();
        var open = new ArrayList<>(List.of(type));
        while (!open.isEmpty()) {
            var next = open.removeFirst();
            if (found.add(next)) {
                open.addAll(directlyAbove(next));
            }
        }
        return found;
    }

    private List<String> directlyAbove(String type) {
        var names = new ArrayList<String>();
        if (own.get(type) instanceof ClassModel model) {
            model.superclass().ifPresent(above -> names.add(nameOf(above.asSymbol())));
            model.interfaces().forEach(above -> names.add(nameOf(above.asSymbol())));
            return names;
        }
        try {
            var loaded = Class.forName(type, false, ClassLoader.getPlatformClassLoader());
            if (loaded.getSuperclass() instanceof Class<?> above) {
                names.add(above.getName());
            }
            for (var above : loaded.getInterfaces()) {
                names.add(above.getName());
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // A library's: nothing above it is known.
        }
        return names;
    }

    private static List<String> parameters(String descriptor) {
        return descriptor.startsWith("(")
                ? MethodTypeDesc.ofDescriptor(descriptor).parameterList().stream()
                        .map(ReferencedMembers::simpleName)
                        .toList()
                : List.of();
    }

    private static String simpleName(ClassDesc type) {
        var name = type.displayName();
        return name.substring(name.lastIndexOf('$') + 1);
    }

    private static String elementOf(ClassDesc type) {
        return type.isArray() ? elementOf(type.componentType()) : nameOf(type);
    }

    private static String nameOf(ClassDesc type) {
        var descriptor = type.descriptorString();
        return descriptor.startsWith("L")
                ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.')
                : descriptor;
    }

    private static String dotted(String binaryName) {
        return binaryName.replace('$', '.');
    }
}
