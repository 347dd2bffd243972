package loopback.engine;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Reads what the classes of a submission link to, before any of them is loaded.
///
/// Every instruction, every lambda and every supertype is held against the [AllowList]. What a
/// submission inherits from its own classes is followed up to the first type that is not its own.
final class Linkage {

    /// The bootstrap methods that the compiler emits for lambdas, strings, records and switches.
    private static final Set<String> EMITTED =
            Set.of(
                    "java.lang.invoke.LambdaMetafactory.metafactory",
                    "java.lang.invoke.StringConcatFactory.makeConcatWithConstants",
                    "java.lang.invoke.ConstantBootstraps.invoke",
                    "java.lang.runtime.ObjectMethods.bootstrap",
                    "java.lang.runtime.SwitchBootstraps.typeSwitch",
                    "java.lang.runtime.SwitchBootstraps.enumSwitch");

    /// Something a submission may not do: where, what, and why.
    record Objection(String file, int line, String what, String why) {}

    private final AllowList allowed;
    private final Set<String> uses;
    private final Map<String, byte[]> classes;
    private final Set<Objection> objections = new LinkedHashSet<>();

    private String file = "";
    private int line;

    private Linkage(AllowList allowed, Set<String> uses, Map<String, byte[]> classes) {
        this.allowed = allowed;
        this.uses = uses;
        this.classes = classes;
    }

    /// What the classes of a submission may not do; `taken` are the names of the specification's
    /// own classes.
    static List<Objection> objections(
            AllowList allowed, Set<String> uses, Set<String> taken, Map<String, byte[]> classes) {
        var linkage = new Linkage(allowed, uses, classes);
        classes.forEach((name, bytes) -> {
            linkage.read(ClassFile.of().parse(bytes));
            if (taken.contains(name)) {
                linkage.line = 1;
                linkage.object("the class " + name, "its name belongs to the specification");
            }
        });
        return new ArrayList<>(linkage.objections);
    }

    private void read(ClassModel model) {
        file =
                model.findAttribute(java.lang.classfile.Attributes.sourceFile())
                        .map(SourceFileAttribute::sourceFile)
                        .map(name -> name.stringValue())
                        .orElse("");
        line = 1;
        model.superclass().ifPresent(type -> type(type.asSymbol()));
        model.interfaces().forEach(type -> type(type.asSymbol()));
        model.methods().forEach(this::read);
    }

    private void read(MethodModel method) {
        if (method.flags().has(AccessFlag.NATIVE)) {
            object("native " + method.methodName().stringValue(), "it is native access");
        }
        if (method.methodName().equalsString("finalize")
                && method.methodTypeSymbol().parameterCount() == 0) {
            object("finalize()", "it runs whenever the JVM likes: close what you open");
        }
        method.code().ifPresent(code -> code.forEach(this::read));
    }

    private void read(CodeElement element) {
        switch (element) {
            case LineNumber number -> line = number.line();
            case InvokeInstruction call ->
                    member(call.owner().asSymbol(), call.name().stringValue(), call.typeSymbol());
            case FieldInstruction field ->
                    field(field.owner().asSymbol(), field.name().stringValue());
            case NewObjectInstruction made -> type(made.className().asSymbol());
            case NewReferenceArrayInstruction made -> type(made.componentType().asSymbol());
            case NewMultiArrayInstruction made -> type(made.arrayType().asSymbol());
            case TypeCheckInstruction check -> type(check.type().asSymbol());
            case ConstantInstruction.LoadConstantInstruction constant ->
                    constant(constant.constantValue());
            case InvokeDynamicInstruction call -> {
                bootstrap(call.bootstrapMethod());
                call.bootstrapArgs().forEach(this::constant);
            }
            default -> {}
        }
    }

    private void constant(ConstantDesc constant) {
        switch (constant) {
            case ClassDesc type -> type(type);
            case DirectMethodHandleDesc handle -> {
                if (isField(handle)) {
                    field(handle.owner(), handle.methodName());
                } else {
                    var type = MethodTypeDesc.ofDescriptor(handle.lookupDescriptor());
                    member(handle.owner(), handle.methodName(), type);
                }
            }
            case DynamicConstantDesc<?> dynamic -> {
                bootstrap(dynamic.bootstrapMethod());
                dynamic.bootstrapArgsList()
                        .forEach(argument -> {
                            boolean describesEnum =
                                    argument instanceof DirectMethodHandleDesc handle
                                            && describesConstants(handle);
                            if (!describesEnum) {
                                constant(argument);
                            }
                        });
            }
            default -> {}
        }
    }

    /// A switch over enum constants names them through descriptions of the constants.
    private static boolean describesConstants(DirectMethodHandleDesc handle) {
        var owner = nameOf(handle.owner());
        return owner.equals("java.lang.constant.ClassDesc") && handle.methodName().equals("of")
                || owner.equals("java.lang.Enum$EnumDesc") && handle.methodName().equals("of");
    }

    private static boolean isField(DirectMethodHandleDesc handle) {
        return switch (handle.kind()) {
            case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> true;
            default -> false;
        };
    }

    private void bootstrap(DirectMethodHandleDesc handle) {
        var name = nameOf(handle.owner()) + "." + handle.methodName();
        if (name.equals("java.lang.invoke.LambdaMetafactory.altMetafactory")) {
            return; // A lambda with marker interfaces; they are arguments, and judged as such.
        }
        if (!EMITTED.contains(name)) {
            object(name, "the compiler does not emit it for any Java source we know");
        }
    }

    private void type(ClassDesc described) {
        var type = described;
        while (type.isArray()) {
            type = type.componentType();
        }
        if (type.isPrimitive() || isOwn(type)) {
            return;
        }
        var name = nameOf(type);
        allowed.objectionTo(name, uses).ifPresent(why -> object(name, why));
    }

    private void field(ClassDesc owner, String name) {
        Predicate<ClassModel> declares =
                model -> model.fields().stream().anyMatch(f -> f.fieldName().equalsString(name));
        judge(foreignTypesBehind(owner, declares), name, List.of());
    }

    private void member(ClassDesc owner, String name, MethodTypeDesc type) {
        if (owner.isArray()) {
            type(owner);
            return;
        }
        Predicate<ClassModel> declares =
                model ->
                        model.methods().stream()
                                .anyMatch(m ->
                                        m.methodName().equalsString(name)
                                                && m.methodTypeSymbol().equals(type));
        judge(foreignTypesBehind(owner, declares), name, type.parameterList());
    }

    private void judge(Set<String> types, String name, List<ClassDesc> parameters) {
        for (var type : types) {
            allowed.objectionTo(type, name, parameters, uses)
                    .ifPresent(why -> object(words(type, name), why));
        }
    }

    /// The types that are not the submission's and may declare the member: the owner itself, or
    /// for a type of the submission that inherits the member, the first types above it.
    private Set<String> foreignTypesBehind(ClassDesc owner, Predicate<ClassModel> declares) {
        var found = new LinkedHashSet<String>();
        if (!isOwn(owner)) {
            found.add(nameOf(owner));
            return found;
        }
        var model = ClassFile.of().parse(classes.get(nameOf(owner)));
        if (!declares.test(model)) {
            Stream.concat(model.superclass().stream(), model.interfaces().stream())
                    .forEach(t -> found.addAll(foreignTypesBehind(t.asSymbol(), declares)));
        }
        return found;
    }

    private boolean isOwn(ClassDesc type) {
        return classes.containsKey(nameOf(type));
    }

    private static String nameOf(ClassDesc type) {
        var descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }

    private static String words(String type, String member) {
        var simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        return member.equals("<init>") ? "new " + simple + "(…)" : simple + "." + member;
    }

    private void object(String what, String why) {
        objections.add(new Objection(file, line, what, why));
    }
}
