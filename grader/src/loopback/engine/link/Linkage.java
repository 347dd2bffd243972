package loopback.engine.link;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.LambdaMetafactory;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what the classes of a submission link to, before any of them is loaded.
///
/// Every instruction, every lambda and every supertype is held against the [AllowList]. What a
/// submission inherits from its own classes is followed up to the first type that is not its own.
public final class Linkage {

    /// The bootstrap methods that the compiler emits for lambdas, strings, records and switches.
    private static final Set<String> EMITTED =
            Set.of(
                    "java.lang.invoke.LambdaMetafactory.metafactory",
                    "java.lang.invoke.StringConcatFactory.makeConcatWithConstants",
                    "java.lang.invoke.ConstantBootstraps.invoke",
                    "java.lang.runtime.ObjectMethods.bootstrap",
                    "java.lang.runtime.SwitchBootstraps.typeSwitch",
                    "java.lang.runtime.SwitchBootstraps.enumSwitch");

    /// The method that the compiler adds where a lambda is Serializable.
    private static final String DESERIALIZES = "$deserializeLambda$";

    /// No more objections than this are collected.
    static final int MOST = 1_000;

    /// Something a submission may not do: where, what, and why.
    public record Objection(String file, int line, String what, String why) {}

    private final AllowList allowed;
    private final Set<String> uses;
    private final SubmissionTypes own;
    private final Set<Objection> objections = new LinkedHashSet<>();

    /// Earlier judgements, by type, name and descriptor.
    private final Map<List<String>, Optional<String>> judged = new HashMap<>();

    /// Whether no code of the submission calls a `main`: nobody else does.
    private final boolean mainIsUnused;

    private String file = "";
    private int line;
    private boolean inUnusedMain;

    private Linkage(AllowList allowed, Set<String> uses, SubmissionTypes own) {
        this.allowed = allowed;
        this.uses = uses;
        this.own = own;
        mainIsUnused = nobodyNamesMain(own);
    }

    /// What the classes of a submission may not do; `taken` are the names of the specification's
    /// own classes.
    public static List<Objection> objections(
            AllowList allowed, Set<String> uses, Set<String> taken, Map<String, byte[]> classes) {
        var linkage = new Linkage(allowed, uses, new SubmissionTypes(classes));
        try {
            linkage.readAll(taken);
        } catch (SubmissionTypes.TooEntangledException e) {
            linkage.line = 1;
            linkage.object("this many types above one another", "no exercise needs them");
        }
        return new ArrayList<>(linkage.objections);
    }

    private void readAll(Set<String> taken) {
        for (var model : own.all()) {
            if (objections.size() >= MOST) {
                return;
            }
            read(model);
            var name = model.thisClass().asInternalName().replace('/', '.');
            if (isTaken(name, taken)) {
                line = 1;
                object("the class " + name, "its name belongs to the specification");
            }
        }
    }

    /// Whether a class has the name of one of the specification's, or one within it.
    private static boolean isTaken(String name, Set<String> taken) {
        for (int dollar = name.length(); dollar > 0; dollar = name.lastIndexOf('$', dollar - 1)) {
            if (taken.contains(name.substring(0, dollar))) {
                return true;
            }
        }
        return false;
    }

    private void read(ClassModel model) {
        file =
                model.findAttribute(Attributes.sourceFile())
                        .map(SourceFileAttribute::sourceFile)
                        .map(name -> name.stringValue())
                        .orElse("");
        line = 1;
        model.superclass().ifPresent(type -> type(type.asSymbol()));
        model.interfaces().forEach(type -> type(type.asSymbol()));
        own.reachedByInterfaces(model)
                .forEach(inherited -> {
                    var method = inherited.method();
                    var name = method.methodName().stringValue();
                    if (AllowList.hasMethod(inherited.owner(), name, method.methodTypeSymbol())) {
                        judge(Set.of(inherited.owner()), name, method.methodTypeSymbol());
                    }
                });
        model.methods().forEach(this::read);
    }

    private void read(MethodModel method) {
        var name = method.methodName().stringValue();
        if (method.flags().has(AccessFlag.NATIVE)) {
            object("native " + name, "it is native access");
        }
        if (name.equals("finalize") && method.methodTypeSymbol().parameterCount() == 0) {
            object("finalize()", "it runs whenever the JVM likes: close what you open");
        }
        if (name.equals(DESERIALIZES) && method.flags().has(AccessFlag.SYNTHETIC)) {
            return; // Objected to where the lambda is made.
        }
        inUnusedMain = mainIsUnused && name.equals("main");
        method.code().ifPresent(this::read);
        inUnusedMain = false;
    }

    private void read(CodeModel code) {
        var elements = code.elementList();
        for (int i = 0; i < elements.size() && objections.size() < MOST; i++) {
            read(elements.get(i), before(elements, i), after(elements, i));
        }
    }

    /// The element before, if nothing can jump between the two: such a place has an element, too.
    private static @Nullable CodeElement before(List<CodeElement> elements, int i) {
        int before = i - 1;
        while (before >= 0 && elements.get(before) instanceof LineNumber) {
            before--;
        }
        return before < 0 ? null : elements.get(before);
    }

    private static @Nullable CodeElement after(List<CodeElement> elements, int i) {
        return i + 1 < elements.size() ? elements.get(i + 1) : null;
    }

    private void read(
            CodeElement element, @Nullable CodeElement before, @Nullable CodeElement after) {
        switch (element) {
            case LineNumber number -> line = number.line();
            case InvokeInstruction call -> {
                if (!isHarmless(call, before, after)) {
                    member(call.owner().asSymbol(), call.name().stringValue(), call.typeSymbol());
                }
            }
            case FieldInstruction field ->
                    field(field.owner().asSymbol(), field.name().stringValue());
            case NewObjectInstruction made -> type(made.className().asSymbol());
            case NewReferenceArrayInstruction made -> type(made.componentType().asSymbol());
            case NewMultiArrayInstruction made -> type(made.arrayType().asSymbol());
            case TypeCheckInstruction check -> type(check.type().asSymbol());
            case ConstantInstruction.LoadConstantInstruction constant -> {
                constant(constant.constantValue());
                if (constant.constantValue() instanceof ClassDesc type && !isOwn(type)) {
                    allowed.objectionToAllConstants(nameOf(type), uses)
                            .ifPresent(why -> object(words(nameOf(type), "class"), why));
                }
            }
            case InvokeDynamicInstruction call -> {
                bootstrap(call.bootstrapMethod());
                if (isSerializable(call)) {
                    object(
                            "a Serializable lambda",
                            "it is Java serialization: a lambda needs no Serializable");
                }
                call.bootstrapArgs().forEach(this::constant);
            }
            default -> {}
        }
    }

    /// Whether a call is one that may be made with just these neighbours, though not with others.
    private boolean isHarmless(
            InvokeInstruction call, @Nullable CodeElement before, @Nullable CodeElement after) {
        var owner = nameOf(call.owner().asSymbol());
        var name = call.name().stringValue();
        if (owner.equals("java.lang.System") && name.equals("exit")) {
            return inUnusedMain;
        }
        if (call.typeSymbol().parameterCount() == 1
                && before instanceof ConstantInstruction.LoadConstantInstruction constant
                && allowed.isHarmless(owner, name, constant.constantValue(), uses)) {
            return true;
        }
        // The compiler counts the constants of an enum to make a table of them for a switch.
        return call.name().equalsString("values")
                && after instanceof OperatorInstruction operator
                && operator.opcode() == Opcode.ARRAYLENGTH
                && allowed.objectionTo(nameOf(call.owner().asSymbol()), uses).isEmpty();
    }

    private static boolean nobodyNamesMain(SubmissionTypes own) {
        for (var model : own.all()) {
            for (var entry : model.constantPool()) {
                boolean isMain =
                        entry instanceof java.lang.classfile.constantpool.MemberRefEntry member
                                && member.name().equalsString("main");
                if (isMain) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isSerializable(InvokeDynamicInstruction call) {
        var arguments = call.bootstrapArgs();
        return call.bootstrapMethod().methodName().equals("altMetafactory")
                && arguments.size() > 3
                && arguments.get(3) instanceof Integer flags
                && (flags & LambdaMetafactory.FLAG_SERIALIZABLE) != 0;
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
        judged.computeIfAbsent(List.of(name), _ -> allowed.objectionTo(name, uses))
                .ifPresent(why -> object(name, why));
    }

    private void field(ClassDesc owner, String name) {
        for (var type : own.foreignBehind(nameOf(owner), name)) {
            judged.computeIfAbsent(
                            List.of(type, name),
                            _ -> allowed.objectionTo(type, name, List.of(), uses))
                    .ifPresent(why -> object(words(type, name), why));
        }
    }

    private void member(ClassDesc owner, String name, MethodTypeDesc type) {
        if (owner.isArray()) {
            type(owner);
            return;
        }
        judge(own.foreignBehind(nameOf(owner), name + type.descriptorString()), name, type);
    }

    private void judge(Set<String> types, String name, MethodTypeDesc descriptor) {
        for (var type : types) {
            judged.computeIfAbsent(
                            List.of(type, name, descriptor.descriptorString()),
                            _ -> allowed.objectionTo(type, name, descriptor.parameterList(), uses))
                    .ifPresent(why -> object(words(type, name), why));
        }
    }

    private boolean isOwn(ClassDesc type) {
        return own.has(nameOf(type));
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
