package loopback.engine.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// One run of the compiler, in memory: the classes it made, by binary name, or what it objected to.
public record Compilation(Map<String, byte[]> classes, List<Problem> problems) {

    /// An error of the compiler: the place, the line that it is about, and the words.
    public record Problem(String file, long line, long column, String quote, String message) {}

    /// What a compilation may see besides the classes of the JDK.
    ///
    /// @param sources compiled along when they are named, by binary name
    /// @param classes by binary name
    /// @param jars ordinary entries of a class path
    public record Surroundings(
            Map<String, SourceFile> sources, Map<String, byte[]> classes, List<Path> jars) {

        public static final Surroundings NONE = new Surroundings(Map.of(), Map.of(), List.of());
    }

    /// Characters of a line of source, around the place that is meant.
    private static final int QUOTED = 200;

    /// The most characters of a message: a submission can make it as long as it likes.
    private static final int SHOWN = 1_000;

    public boolean succeeded() {
        return problems.isEmpty();
    }

    /// Compiles `units`. To set up all modules of the JDK takes a quarter of the time, and what needs
    /// no library most often needs none of them but `java.base`.
    public static Compilation of(Collection<SourceFile> units, Surroundings surroundings) {
        if (surroundings.jars().isEmpty()) {
            var quick = of(units, surroundings, List.of("--limit-modules", "java.base"));
            if (quick.succeeded()) {
                return quick;
            }
        }
        return of(units, surroundings, List.of());
    }

    private static Compilation of(
            Collection<SourceFile> units, Surroundings surroundings, List<String> limits) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (var standard = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null);
                var files = new Memory(standard, surroundings)) {
            standard.setLocationFromPaths(StandardLocation.CLASS_PATH, surroundings.jars());
            var options = new ArrayList<>(limits);
            options.addAll(List.of("-proc:none", "-g", "-Xlint:none", "-Xmaxerrs", "5"));
            var said = new StringWriter();
            var task = compiler.getTask(said, files, diagnostics, options, null, units);
            task.setLocale(Locale.ENGLISH);
            boolean compiled = task.call();
            var problems =
                    diagnostics.getDiagnostics().stream()
                            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                            .map(Compilation::problem)
                            .toList();
            if (!compiled && problems.isEmpty()) {
                problems = List.of(new Problem("", 0, 0, "", gaveUp(said.toString())));
            }
            return new Compilation(files.written(), problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String gaveUp(String said) {
        return said.contains("StackOverflowError")
                ? "the compiler gave up: something is nested too deeply"
                : "the compiler gave up: " + said.strip().lines().findFirst().orElse("no reason");
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> diagnostic) {
        if (!(diagnostic.getSource() instanceof SourceFile file)) {
            return new Problem("", 0, 0, "", message(diagnostic, ""));
        }
        long line = diagnostic.getLineNumber();
        var quote = line < 1 ? "" : file.text().lines().skip(line - 1).findFirst().orElse("");
        long column = diagnostic.getColumnNumber();
        int left = quote.length() <= QUOTED ? 0 : (int) Math.max(0, column - QUOTED / 2);
        return new Problem(
                file.fileName(),
                line,
                column - left,
                quote.substring(left, Math.min(quote.length(), left + QUOTED)),
                message(diagnostic, file.fileName()));
    }

    /// The compiler's words, but where they would send a learner the wrong way.
    private static String message(Diagnostic<? extends JavaFileObject> diagnostic, String file) {
        var code = diagnostic.getCode();
        if (code.equals("compiler.err.class.public.should.be.in.file")) {
            var name = file.replaceAll("\\.java$", "");
            return "the public class of " + file + " has to be called " + name;
        }
        var message = diagnostic.getMessage(Locale.ENGLISH);
        if (code.contains(".preview")) {
            return message.lines().findFirst().orElse("").replaceAll(" and .*| in -source .*", "")
                    + ": Java may still change it, and this course does without";
        }
        return message.length() <= SHOWN ? message : message.substring(0, SHOWN) + "…";
    }

    /// The compiler's view: the JDK from disk, everything else from memory.
    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Surroundings surroundings;
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Memory(StandardJavaFileManager standard, Surroundings surroundings) {
            super(standard);
            this.surroundings = surroundings;
        }

        /// Where the compiler looks for plugins: there are none.
        @Override
        public ClassLoader getClassLoader(Location location) {
            return ClassLoader.getPlatformClassLoader();
        }

        Map<String, byte[]> written() {
            var classes = new LinkedHashMap<String, byte[]>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }

        @Override
        public boolean hasLocation(Location location) {
            return location == StandardLocation.SOURCE_PATH || super.hasLocation(location);
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean deep)
                throws IOException {
            var found = new ArrayList<JavaFileObject>();
            if (location == StandardLocation.SOURCE_PATH) {
                surroundings.sources().values().stream()
                        .filter(file -> isIn(packageName, file.binaryName()))
                        .forEach(found::add);
                return found;
            }
            super.list(location, packageName, kinds, deep).forEach(found::add);
            if (location == StandardLocation.CLASS_PATH) {
                surroundings
                        .classes()
                        .forEach((name, bytes) -> {
                            if (isIn(packageName, name)) {
                                found.add(new ClassInMemory(name, bytes));
                            }
                        });
            }
            return found;
        }

        @Override
        public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
            return switch (file) {
                case SourceFile source -> source.binaryName();
                case ClassInMemory type -> type.binaryName;
                default -> super.inferBinaryName(location, file);
            };
        }

        @Override
        public boolean isSameFile(FileObject a, FileObject b) {
            return a.toUri().equals(b.toUri());
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location,
                String className,
                JavaFileObject.Kind kind,
                FileObject sibling) {
            var uri = SourceFile.uri("class", className, ".class");
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }

        private static boolean isIn(String packageName, String binaryName) {
            int dot = binaryName.lastIndexOf('.');
            return dot == packageName.length() && binaryName.startsWith(packageName);
        }
    }

    private static final class ClassInMemory extends SimpleJavaFileObject {

        private final String binaryName;
        private final byte[] bytes;

        ClassInMemory(String binaryName, byte[] bytes) {
            super(SourceFile.uri("class", binaryName, ".class"), Kind.CLASS);
            this.binaryName = binaryName;
            this.bytes = bytes;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
