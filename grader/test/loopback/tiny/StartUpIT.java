package loopback.tiny;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import loopback.course.Course;
import loopback.course.FileIo;
import loopback.engine.compile.CompilerProcess;
import loopback.engine.jvm.Limits;
import loopback.engine.jvm.StartUpCache;
import loopback.engine.run.BenchStarter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The caches that make a check start quickly. A JVM that cannot take one goes on without a word:
/// here it must take it, or not start.
@Execution(ExecutionMode.CONCURRENT)
class StartUpIT {

    /// Classes before this version have no stack maps, and come into no cache.
    private static final int JAVA_6 = 50;

    private static final String NEEDS_CACHE = "-XX:AOTMode=on";

    private TinyCourse tiny;
    private Course course;
    private Path folder;

    @BeforeEach
    void make(@TempDir Path folder) {
        this.folder = folder;
        tiny = TinyCourse.in(folder);
        course = new Course(tiny.root());
    }

    @Test
    void no_library_has_classes_that_a_cache_does_not_take() throws IOException {
        var old = new ArrayList<String>();
        for (var jar : FileIo.list(course.built().resolve("lib"))) {
            try (var classes = new ZipInputStream(Files.newInputStream(jar))) {
                for (var entry = classes.getNextEntry();
                        entry != null;
                        entry = classes.getNextEntry()) {
                    if (entry.getName().endsWith(".class") && classes.readNBytes(8)[7] < JAVA_6) {
                        old.add(jar.getFileName() + ": " + entry.getName());
                    }
                }
            }
        }
        assertEquals(List.of(), old);
    }

    /// The launcher finds a JDK here whose java insists on the cache that it is given.
    @Test
    void the_launcher_starts_the_command_from_its_cache() throws Exception {
        assumeTrue(
                Files.getFileStore(folder).supportsFileAttributeView("posix"),
                "the launcher of Windows is another");
        var real = Path.of(System.getProperty("java.home"));
        var jdk = folder.resolve("jdk");
        var asked = folder.resolve("asked");
        Files.createDirectories(jdk.resolve("bin"));
        Files.copy(real.resolve("release"), jdk.resolve("release"));
        program(jdk.resolve("bin/javac"), "exec " + real.resolve("bin/javac") + " \"$@\"");
        program(
                jdk.resolve("bin/java"),
                """
                case $1 in
                -XX:AOTCache=*) echo "$1" >>%s; set -- %s "$@" ;;
                esac
                exec %s "$@"
                """
                        .formatted(asked, NEEDS_CACHE, real.resolve("bin/java")));
        Files.copy(Built.launcher(), tiny.file("course"));

        launch(jdk, "--version").endsWith(0).says("Loopback");
        launch(jdk, "check", "Echo").endsWith(1).says("0/4").complainsOfNothing();

        var cache = tiny.file("grader/target/course/course.aot");
        assertTrue(Files.readString(asked).contains("-XX:AOTCache=" + cache.toRealPath()));
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertTrue(file.toFile().setExecutable(true));
    }

    private Ran launch(Path jdk, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("sh", tiny.file("course").toString()));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(folder.resolve("launched").toFile())
                        .redirectError(folder.resolve("complained").toFile());
        builder.environment().put("COURSE_JDK", jdk.toString());
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        int status = builder.start().waitFor();
        return new Ran(
                status,
                Files.readString(folder.resolve("launched")),
                Files.readString(folder.resolve("complained")));
    }

    @Test
    void a_bench_starts_from_its_cache_and_connects() throws Exception {
        var address = folder.resolve("bench");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(address));
            var bench = start(BenchStarter.command(course, address, Limits.USUAL));
            // A bench that does not start would be waited for without end.
            bench.onExit().thenRun(() -> close(listener));
            listener.accept().close();
            assertEquals(0, bench.waitFor());
        }
    }

    @Test
    void a_compiler_in_a_jvm_of_its_own_starts_from_the_cache_of_the_command() throws Exception {
        var address = folder.resolve("compiler");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(address));
            var compiler = start(CompilerProcess.command(course, address));
            compiler.onExit().thenRun(() -> close(listener));
            listener.accept().close();
            assertEquals(0, compiler.waitFor());
        }
    }

    private static Process start(List<String> line) throws IOException {
        assertTrue(line.get(1).startsWith("-XX:AOTCache="), line::toString);
        var command = new ArrayList<>(line);
        command.add(1, NEEDS_CACHE);
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void close(ServerSocketChannel listener) {
        try {
            listener.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The JVM would go on with the classes of the old jar.
    @Test
    void a_cache_that_is_older_than_a_jar_is_not_used() throws IOException {
        assertTrue(StartUpCache.ofBenches(course).isCurrent());
        var kit = tiny.file("grader/target/course/kit.jar");
        var bytes = Files.readAllBytes(kit);
        Files.delete(kit); // It is the same file as that of other courses.
        Files.write(kit, bytes);

        assertFalse(StartUpCache.ofBenches(course).isCurrent());
        var line = BenchStarter.command(course, folder, Limits.USUAL);
        assertFalse(line.toString().contains("AOTCache"), line::toString);
        tiny.run("doctor").says("none  start-up cache  checks start slowly: delete");
    }

    @Test
    void the_doctor_tries_the_caches() throws IOException {
        tiny.run("doctor").says("yes   start-up cache  checks start quickly");
        var cache = tiny.file("grader/target/course/bench.aot");
        var bytes = Files.readAllBytes(cache);
        for (int i = bytes.length / 2; i < bytes.length / 2 + 1000; i++) {
            bytes[i] ^= 0x55;
        }
        Files.delete(cache);
        Files.write(cache, bytes);

        tiny.run("doctor")
                .says("none  start-up cache  checks start slowly: delete")
                .complainsOfNothing();
    }
}
