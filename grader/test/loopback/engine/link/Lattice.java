package loopback.engine.link;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Types above one another in great number, with a public class `tiny.Echo` that calls what it
/// inherits from them. The compiler would take too long for them; class files are made at once.
public final class Lattice {

    private static final int FLOORS = 30;
    private static final int MANY = 2_000;

    /// Two interfaces extend the two of the floor below: there are 2³⁰ ways down. `tiny.Echo` is a
    /// thread, too, and asks itself for its class loader.
    public static Map<String, byte[]> classes() {
        var classes = new LinkedHashMap<String, byte[]>();
        for (int floor = 0; floor <= FLOORS; floor++) {
            var below = floor == 0 ? List.<ClassDesc>of() : floor(floor - 1);
            classes.put("tiny.A" + floor, type("A" + floor, below));
            classes.put("tiny.B" + floor, type("B" + floor, below));
        }
        var asks = MethodTypeDesc.of(ClassDesc.of("java.lang.ClassLoader"));
        classes.put(
                "tiny.Echo",
                echo(
                        floor(FLOORS),
                        code ->
                                code.aload(0)
                                        .invokevirtual(type("Echo"), "getContextClassLoader", asks)
                                        .pop()));
        return classes;
    }

    /// Interfaces one above the other, and as many others on top of them, each of which is called.
    static Map<String, byte[]> square() {
        var classes = new LinkedHashMap<String, byte[]>();
        classes.put("tiny.A0", type("A0", List.of(ClassDesc.of("java.util.Collection"))));
        for (int i = 1; i < MANY; i++) {
            classes.put("tiny.A" + i, type("A" + i, List.of(type("A" + (i - 1)))));
            classes.put("tiny.C" + i, type("C" + i, List.of(type("A" + (MANY - 1)))));
        }
        var size = MethodTypeDesc.of(ConstantDescs.CD_int);
        classes.put(
                "tiny.Echo",
                echo(
                        List.of(),
                        code -> {
                            for (int i = 1; i < MANY; i++) {
                                code.aconst_null()
                                        .invokeinterface(type("C" + i), "size", size)
                                        .pop();
                            }
                        }));
        return classes;
    }

    private static List<ClassDesc> floor(int number) {
        return List.of(type("A" + number), type("B" + number));
    }

    private static ClassDesc type(String name) {
        return ClassDesc.of("tiny." + name);
    }

    private static byte[] type(String name, List<ClassDesc> above) {
        return ClassFile.of()
                .build(
                        type(name),
                        made ->
                                made.withFlags(AccessFlag.INTERFACE, AccessFlag.ABSTRACT)
                                        .withInterfaceSymbols(above));
    }

    private static byte[] echo(List<ClassDesc> interfaces, Consumer<CodeBuilder> calls) {
        return ClassFile.of()
                .build(
                        type("Echo"),
                        made ->
                                made.withFlags(AccessFlag.PUBLIC)
                                        .withSuperclass(ClassDesc.of("java.lang.Thread"))
                                        .withInterfaceSymbols(interfaces)
                                        .withMethodBody(
                                                "calls",
                                                ConstantDescs.MTD_void,
                                                ClassFile.ACC_PUBLIC,
                                                code -> {
                                                    calls.accept(code);
                                                    code.return_();
                                                }));
    }

    private Lattice() {}
}
