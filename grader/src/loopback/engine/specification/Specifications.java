package loopback.engine.specification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Hash;
import loopback.course.Starters;
import loopback.engine.compile.Compilation;
import loopback.engine.compile.CompiledClasses;
import loopback.engine.compile.SourceFile;
import loopback.engine.compile.Submission;
import loopback.engine.jvm.Libraries;
import loopback.engine.verdict.Step;

/// Compiles specifications, and keeps what was compiled until one of its sources changes.
///
/// A specification is compiled against the reference, or where there is none, against the starter:
/// both declare the same, and neither is what a learner edits.
public final class Specifications {

    /// Prefix, in a kept archive, of the classes that the specification tests.
    private static final String CONTRACT = "contract/";

    private final Course course;
    private final Optional<Path> hidden;

    /// Specifications as they were first read, if later changes of the files are to be ignored.
    private final Optional<Map<Exercise, Specification>> settled;

    public Specifications(Course course) {
        this(course, Optional.empty(), Optional.empty());
    }

    private Specifications(
            Course course, Optional<Path> hidden, Optional<Map<Exercise, Specification>> settled) {
        this.course = course;
        this.hidden = hidden;
        this.settled = settled;
    }

    /// The specifications of the course, as they are when first read.
    public static Specifications settled(Course course) {
        return new Specifications(course, Optional.empty(), settled());
    }

    /// Those that lie in a folder which learners do not have, and stay as they are now. What the
    /// public ones allow is allowed, and their limits hold.
    public static Specifications hidden(Course course, Path folder) {
        return new Specifications(course, Optional.of(folder), settled());
    }

    private static Optional<Map<Exercise, Specification>> settled() {
        return Optional.of(new ConcurrentHashMap<>());
    }

    /// Whether there is one for that exercise.
    public boolean has(Exercise exercise) {
        return Files.exists(file(exercise));
    }

    /// The steps of an exercise.
    public List<Step> steps(Exercise exercise) {
        return of(exercise).steps();
    }

    /// SHA-256 of the text.
    public String hash(Exercise exercise) {
        return Hash.of(FileIo.read(file(exercise)));
    }

    private Path file(Exercise exercise) {
        return hidden.map(folder ->
                        folder.resolve(exercise.packageName())
                                .resolve(exercise.name() + "Test.java"))
                .orElseGet(() -> course.specification(exercise));
    }

    public Specification of(Exercise exercise) {
        return settled.map(all -> all.computeIfAbsent(exercise, this::read))
                .orElseGet(() -> read(exercise));
    }

    private Specification read(Exercise exercise) {
        if (hidden.isPresent()) {
            var text = FileIo.read(file(exercise));
            var own = compile(exercise, declaration(exercise), text);
            return specification(exercise, own)
                    .allowing(new Specifications(course).of(exercise).profile())
                    .withNeutralNames();
        }
        var declared = declaration(exercise);
        var text = FileIo.read(course.specification(exercise));
        var texts = List.of(text, declared.text(), compileKit());
        var kept = CompiledClasses.ofSpecifications(course);
        var all = kept.of(exercise, texts);
        if (all.isEmpty()) {
            all = compile(exercise, declared, text);
            kept.keep(exercise, texts, all);
        }
        return specification(exercise, all);
    }

    /// The classes of the specification by name and, with the prefix [#CONTRACT], those it tests.
    private Map<String, byte[]> compile(Exercise exercise, SourceFile declared, String text) {
        var sources = Submission.sourcesIn(course.references(), exercise);
        var subject =
                Compilation.of(
                        List.of(declared),
                        new Compilation.Surroundings(sources, Map.of(), List.of()));
        require(subject, "the declaration of " + exercise);
        var specification =
                Compilation.of(
                        List.of(new SourceFile(exercise.specificationName(), text)),
                        new Compilation.Surroundings(
                                Map.of(), subject.classes(), Libraries.all(course)));
        require(specification, "the specification of " + exercise);
        var all = new LinkedHashMap<>(specification.classes());
        subject.classes().forEach((name, bytes) -> all.put(CONTRACT + name, bytes));
        return all;
    }

    private static Specification specification(Exercise exercise, Map<String, byte[]> all) {
        var own = new LinkedHashMap<String, byte[]>();
        var subject = new LinkedHashMap<String, byte[]>();
        all.forEach((name, bytes) -> {
            if (name.startsWith(CONTRACT)) {
                subject.put(name.substring(CONTRACT.length()), bytes);
            } else {
                own.put(name, bytes);
            }
        });
        return Specification.of(exercise, own, Contract.of(subject));
    }

    private SourceFile declaration(Exercise exercise) {
        for (var sources :
                List.of(course.references(), Starters.folder(course), course.starters())) {
            var file = exercise.source(sources);
            if (Files.exists(file)) {
                return SourceFile.read(exercise.packageName(), file);
            }
        }
        throw new CourseException(exercise + " has neither a reference nor a starter");
    }

    private static void require(Compilation compilation, String what) {
        if (!compilation.succeeded()) {
            var problem = compilation.problems().getFirst();
            throw new CourseException(
                    what
                            + " does not compile: "
                            + problem.file()
                            + ":"
                            + problem.line()
                            + ": "
                            + problem.message());
        }
    }

    // --- the kit

    private Path kitHash() {
        return course.built().resolve("kit.sha256");
    }

    /// Compiles the kit, which every bench has on its class path, unless that was done already.
    ///
    /// Returns the version of its sources.
    public synchronized String compileKit() {
        var files =
                FileIo.walk(course.kit()).stream()
                        .filter(file -> file.toString().endsWith(".java"))
                        .toList();
        var services = FileIo.walk(course.specifications().resolve("META-INF"));
        var all = new ArrayList<>(files);
        all.addAll(services);
        var compiled = Files.exists(kitHash()) ? FileIo.read(kitHash()) : "";
        if (!compiled.isEmpty() && isUntouched(all)) {
            return compiled;
        }
        var hash = Hash.of(all.stream().map(FileIo::read).toList());
        if (!compiled.equals(hash)) {
            compileKit(files, services);
        }
        if (Files.isWritable(course.built())) {
            FileIo.write(kitHash(), hash);
        }
        return hash;
    }

    /// Whether all files are older than the compiled kit. Reading them to compare would take
    /// longer.
    private boolean isUntouched(List<Path> files) {
        var compiled = FileIo.modified(kitHash());
        return FileIo.modified(course.kit()) < compiled
                && files.stream().allMatch(f -> FileIo.modified(f) < compiled);
    }

    private void compileKit(List<Path> files, List<Path> services) {
        var units = files.stream().map(file -> SourceFile.read("kit", file)).toList();
        var libraries = Libraries.withoutKit(course);
        var kit =
                Compilation.of(units, new Compilation.Surroundings(Map.of(), Map.of(), libraries));
        require(kit, "the kit");
        var entries = new LinkedHashMap<String, byte[]>();
        kit.classes()
                .forEach((name, bytes) -> entries.put(name.replace('.', '/') + ".class", bytes));
        for (var service : services) {
            var name = course.specifications().relativize(service).toString().replace('\\', '/');
            entries.put(name, FileIo.read(service).getBytes(UTF_8));
        }
        FileIo.write(Libraries.kit(course), CompiledClasses.zip(entries));
    }
}
