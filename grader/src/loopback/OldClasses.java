package loopback;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Gives old class files the stack maps that came with Java 6; the build runs it on the libraries.
///
/// The JVM keeps no class without them in its start-up cache. Picocli still serves Java 5 and has
/// none: every start of the command would read, verify and link all of it anew.
final class OldClasses {

    private static final int MAJOR_VERSION = 7; // Its low byte; the high one is 0 for ever.

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final ClassFile classFile =
            ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(
                            ClassHierarchyResolver.ofResourceParsing(
                                            type -> {
                                                var name = type.descriptorString();
                                                var entry =
                                                        name.substring(1, name.length() - 1)
                                                                + ".class";
                                                var bytes = entries.get(entry);
                                                return bytes == null
                                                        ? null
                                                        : new ByteArrayInputStream(bytes);
                                            })
                                    .orElse(ClassHierarchyResolver.defaultResolver())));

    /// Renews the old classes of the jars in a folder. Everything else in them stays as it is.
    public static void main(String[] folder) throws IOException {
        try (var jars = Files.newDirectoryStream(Path.of(folder[0]), "*.jar")) {
            for (var jar : jars) {
                new OldClasses().renew(jar);
            }
        }
    }

    private void renew(Path jar) throws IOException {
        try (var in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        if (entries.entrySet().stream().noneMatch(OldClasses::isOld)) {
            return;
        }
        var renewed = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(renewed)) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(isOld(entry) ? renewed(entry.getValue()) : entry.getValue());
            }
        }
        var temporary = jar.resolveSibling(jar.getFileName() + ".new");
        Files.write(temporary, renewed.toByteArray());
        Files.move(temporary, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isOld(Map.Entry<String, byte[]> entry) {
        return entry.getKey().endsWith(".class")
                && entry.getValue()[MAJOR_VERSION] < ClassFile.JAVA_6_VERSION;
    }

    /// Stack maps are made for every method that is written anew.
    private byte[] renewed(byte[] type) {
        var everyMethod = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
        return classFile.transformClass(
                classFile.parse(type),
                everyMethod.andThen((builder, element) -> {
                    if (element instanceof ClassFileVersion) {
                        builder.withVersion(ClassFile.JAVA_6_VERSION, 0);
                    } else {
                        builder.with(element);
                    }
                }));
    }

    private OldClasses() {}
}
