package loopback.engine.specification;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes out of a compiled specification what a stack trace would show of it: the names of its steps
/// and of what is private in it, and the numbers of its lines.
///
/// A submission runs in the same JVM as the specification, and may look at the stack. Learners do not
/// have a hidden specification, and are not to learn from it what it asks for.
final class SpecificationAnonymizer {

    /// What only this specification's own code calls, by where it is declared.
    private record Method(String owner, String name, String descriptor) {}

    private final Map<Method, String> names = new HashMap<>();

    private SpecificationAnonymizer() {}

    /// The same classes with other names in them.
    ///
    /// @param classes of a specification, by binary name
    /// @param specification the name of that which has the steps
    /// @param steps the new names of its steps, by their names
    static Map<String, byte[]> in(
            Map<String, byte[]> classes, String specification, Map<String, String> steps) {
        var file =
                ClassFile.of(
                        ClassFile.LineNumbersOption.DROP_LINE_NUMBERS,
                        ClassFile.DebugElementsOption.DROP_DEBUG,
                        ClassFile.ConstantPoolSharingOption.NEW_POOL);
        var neutral = new SpecificationAnonymizer();
        var models = new LinkedHashMap<String, ClassModel>();
        classes.forEach((name, bytes) -> models.put(name, file.parse(bytes)));
        models.forEach((name, model) ->
                neutral.rename(model, name.equals(specification) ? steps : Map.of()));
        var renamed = new LinkedHashMap<String, byte[]>();
        models.forEach(
                (name, model) -> renamed.put(name, file.transformClass(model, neutral::transform)));
        return renamed;
    }

    private void rename(ClassModel model, Map<String, String> steps) {
        var owner = model.thisClass().asInternalName();
        for (var method : model.methods()) {
            var name = method.methodName().stringValue();
            boolean isStep = steps.containsKey(name) && !method.flags().has(AccessFlag.STATIC);
            boolean isPrivate = method.flags().has(AccessFlag.PRIVATE) && !name.startsWith("<");
            if (isStep || isPrivate) {
                var other = isStep ? steps.get(name) : "private_" + names.size();
                names.put(new Method(owner, name, method.methodType().stringValue()), other);
            }
        }
    }

    private String nameOf(ClassDesc owner, String name, MethodTypeDesc type) {
        var descriptor = owner.descriptorString();
        var internal = descriptor.substring(1, descriptor.length() - 1);
        return names.getOrDefault(new Method(internal, name, type.descriptorString()), name);
    }

    private void transform(ClassBuilder builder, ClassElement element) {
        switch (element) {
            case SourceFileAttribute _ -> {}
            case MethodModel method -> transform(builder, method);
            default -> builder.with(element);
        }
    }

    private void transform(ClassBuilder builder, MethodModel method) {
        var owner = method.parent().orElseThrow().thisClass().asSymbol();
        var type = method.methodTypeSymbol();
        builder.withMethod(
                nameOf(owner, method.methodName().stringValue(), type),
                type,
                method.flags().flagsMask(),
                made ->
                        method.forEach(each -> {
                            if (each instanceof CodeModel code) {
                                made.transformCode(code, this::transform);
                            } else {
                                made.with(each);
                            }
                        }));
    }

    private void transform(CodeBuilder builder, CodeElement element) {
        switch (element) {
            case InvokeInstruction call -> {
                var owner = call.owner().asSymbol();
                var type = call.typeSymbol();
                var name = nameOf(owner, call.name().stringValue(), type);
                builder.invoke(call.opcode(), owner, name, type, call.isInterface());
            }
            case InvokeDynamicInstruction call ->
                    builder.invokedynamic(
                            DynamicCallSiteDesc.of(
                                    call.bootstrapMethod(),
                                    call.name().stringValue(),
                                    call.typeSymbol(),
                                    renamed(call.bootstrapArgs())));
            default -> builder.with(element);
        }
    }

    private ConstantDesc[] renamed(List<ConstantDesc> arguments) {
        return arguments.stream()
                .map(each -> each instanceof DirectMethodHandleDesc handle ? renamed(handle) : each)
                .toArray(ConstantDesc[]::new);
    }

    private ConstantDesc renamed(DirectMethodHandleDesc handle) {
        return switch (handle.kind()) {
            case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> handle;
            default -> {
                var type = MethodTypeDesc.ofDescriptor(handle.lookupDescriptor());
                var name = nameOf(handle.owner(), handle.methodName(), type);
                yield MethodHandleDesc.of(
                        handle.kind(), handle.owner(), name, handle.lookupDescriptor());
            }
        };
    }
}
