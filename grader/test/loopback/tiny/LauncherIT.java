package loopback.tiny;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens between `./course` and the command: a JDK is found, and what is stale is built.
@DisabledOnOs(OS.WINDOWS)
@Execution(ExecutionMode.CONCURRENT)
class LauncherIT {

    private static final int STARTED = 7;

    @TempDir private Path folder;
    private Launched course;

    @BeforeEach
    void make() throws IOException {
        course = Launched.in(folder, "my files & 100% 'c'").maven("");
    }

    private void build() throws Exception {
        course.run("./course").endsWith(STARTED);
        assertEquals(1, course.builds());
    }

    // --- what is built, and when

    @Test
    void the_first_start_builds_the_command() throws Exception {
        var ran = course.run("./course", "check", "two words", "*").endsWith(STARTED);
        assertEquals("./course check,two words,*\n", ran.out());
        var said = ran.err().lines().toList();
        assertEquals(
                "Building the course command (once; libraries are downloaded the first time,"
                        + " which can take minutes) …",
                said.get(0));
        assertEquals("  Maven fetches libraries and compiles …", said.get(1));
        assertEquals("  preparing", said.get(2));
        assertTrue(said.get(3).matches("Ready after \\d+ s\\."), ran.err());
        assertEquals(4, said.size(), ran.err());
        assertEquals(List.of(), course.leftovers());
    }

    @Test
    void the_second_start_builds_nothing_wherever_the_course_lies_by_then() throws Exception {
        build();
        course.run("./course").endsWith(STARTED).complainsOfNothing();
        course = course.moved("elsewhere");
        course.run("./course").endsWith(STARTED).complainsOfNothing();
        assertEquals(1, course.builds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pom.xml", "grader/pom.xml", "grader/src/loopback/launcher/Launch.java"})
    void the_command_is_built_again_when_its_sources_have_changed(String source) throws Exception {
        build();
        change(source);
        assertTrue(
                course.run("./course")
                        .endsWith(STARTED)
                        .err()
                        .startsWith("Building the course command (again: its sources have"));
        course.run("./course").endsWith(STARTED).complainsOfNothing();
        assertEquals(2, course.builds());
    }

    /// Dates a file later than what was built, which a file system with coarse times shows, too.
    private void change(String source) throws IOException {
        var later = Instant.now().plus(Duration.ofHours(1));
        Files.setLastModifiedTime(course.file(source), FileTime.from(later));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exercises/test/kit/Wire.java",
                "grader/target/course/course.aot",
                "grader/target/course/bench.aot"
            })
    void a_new_kit_or_a_cache_that_was_written_to_is_prepared_again(String file) throws Exception {
        build();
        if (file.endsWith(".aot")) {
            Files.writeString(course.file(file), "damaged");
        }
        change(file);
        var ran = course.run("./course").endsWith(STARTED);
        assertTrue(ran.err().startsWith("Preparing the course command for Java "), ran.err());
        assertEquals(1, course.builds());
    }

    @Test
    void a_jar_that_somebody_else_has_packed_is_prepared() throws Exception {
        build();
        Files.writeString(course.file("grader/target/course/course.aot"), "a cache");
        change("grader/target/course/grader.jar");
        var ran = course.run("./course").endsWith(STARTED);
        assertTrue(ran.err().startsWith("Preparing the course command for Java "), ran.err());
    }

    @Test
    void those_who_read_need_the_book() throws Exception {
        Files.createDirectories(course.file("lessons/src"));
        Files.writeString(course.file("lessons/pom.xml"), "");
        build();
        course.maven("mkdir -p lessons/target/book; touch lessons/target/book/book.jar");
        var ran = course.run("./course", "read", "2").endsWith(STARTED);
        assertTrue(ran.err().startsWith("Building what makes the book (once;"), ran.err());
        course.run("./course", "read", "2").endsWith(STARTED).complainsOfNothing();
        assertEquals(2, course.builds());
        change("lessons/pom.xml");
        course.run("./course", "check", "read").endsWith(STARTED).complainsOfNothing();
        course.run("./course").endsWith(STARTED).complainsOfNothing();
        assertEquals(2, course.builds());
        course.run("./course", "--plain", "read").endsWith(STARTED);
        assertEquals(3, course.builds());
    }

    @Test
    void what_was_handed_out_is_prepared_once_and_needs_no_maven() throws Exception {
        course.handOut();
        var ran = course.run("./course", "submit").endsWith(STARTED);
        assertTrue(ran.err().startsWith("Preparing the course command for Java "), ran.err());
        course.run("./course", "submit").endsWith(STARTED).complainsOfNothing();
        assertEquals(0, course.builds());

        Files.delete(course.file("grader/target/course/grader.jar"));
        course.run("./course").endsWith(3).complains("The course command is missing: ");
    }

    // --- two at once, and one that was killed

    @Test
    void of_two_first_starts_one_builds_and_the_other_waits() throws Exception {
        course.maven("until [ -e go ]; do sleep 0.1; done");
        var first = course.start(course.builder("./course", "first"));
        await(() -> course.builds() == 1);
        var second = course.start(course.builder("./course", "second"));
        await(() -> second.complained().contains(") is building; waiting for it …"));
        assertTrue(second.complained().startsWith("Another ./course (process "), second::toString);
        Files.createFile(course.file("go"));
        course.end(first).endsWith(STARTED).says("./course first");
        course.end(second).endsWith(STARTED).says("./course second").complains("Another");
        assertEquals(1, course.builds());
    }

    @Test
    void a_build_that_was_killed_is_done_again() throws Exception {
        course.maven("until [ -e go ]; do sleep 0.1; done");
        var first = course.start(course.builder("./course"));
        await(() -> course.builds() == 1);
        first.process().descendants().forEach(ProcessHandle::destroyForcibly);
        course.end(first);
        course.maven("");
        course.run("./course").endsWith(STARTED);
        assertEquals(2, course.builds());
        course.run("./course").endsWith(STARTED).complainsOfNothing();
    }

    @Test
    void a_build_that_was_interrupted_leaves_no_maven_behind() throws Exception {
        course.maven("echo $$ >maven; until [ -e go ]; do sleep 0.1; done");
        var first = course.start(course.builder("./course"));
        await(() -> Files.exists(course.file("maven")) && Files.size(course.file("maven")) > 0);
        first.process().children().forEach(ProcessHandle::destroy);
        assertFalse(course.end(first).status() == STARTED);
        var maven = Long.parseLong(Files.readString(course.file("maven")).strip());
        await(() -> ProcessHandle.of(maven).filter(ProcessHandle::isAlive).isEmpty());
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /// How long that takes is up to the machine.
    private static void await(Condition condition) throws Exception {
        for (int tenths = 0; !condition.holds(); tenths++) {
            assertTrue(tenths < 6_000, "it does not come true");
            Thread.sleep(100);
        }
    }

    // --- what is missing

    @Test
    void without_maven_it_says_how_to_install_it() throws Exception {
        Files.delete(folder.resolve("tools/mvn"));
        var ran = course.run("./course").endsWith(3);
        assertTrue(ran.err().startsWith("Maven is missing: "), ran.err());
        assertTrue(ran.err().endsWith("\n\nThen run ./course again.\n"), ran.err());
    }

    @Test
    void maven_is_quoted_if_it_fails() throws Exception {
        course.maven("echo 'Apache Maven 3.6.3 (x)'; exit 1");
        fails("Maven 3.6.3 is too old: ");
        course.maven("echo '[ERROR] Could not transfer artifact a:b:1 from c'; exit 1");
        fails("Maven could not download a:b:1: connect once and run ./course again.");
        course.maven("echo '[ERROR] this failed -> [Help 1]'; exit 1");
        fails("Maven could not build the course command:\n  this failed\nThe whole log is ");
        course.maven("exit 0");
        fails("Maven ended well, but left nothing in ");
    }

    private void fails(String words) throws Exception {
        var ran = course.run("./course").endsWith(3);
        assertEquals("", ran.out());
        assertTrue(ran.err().contains(" compiles …\n" + words), ran.err());
        assertEquals(List.of(), course.leftovers());
    }

    @Test
    void a_jdk_that_is_not_there_is_named() throws Exception {
        var builder = course.builder("./course");
        builder.environment().put("COURSE_JDK", "/nowhere");
        course.end(course.start(builder))
                .endsWith(3)
                .complains("COURSE_JDK is /nowhere, but no JDK 25 or newer is there.");
    }

    @Test
    void a_broken_java_home_is_passed_over() throws Exception {
        var real = Path.of(System.getProperty("java.home"), "bin/java");
        var java = Files.createSymbolicLink(folder.resolve("tools/java"), real);
        var builder = course.builder("./course");
        builder.environment().remove("COURSE_JDK");
        builder.environment().put("JAVA_HOME", "/nowhere");
        course.end(course.start(builder)).endsWith(STARTED);
        Files.delete(java); // JUnit warns of a link that leads out of its folder.
    }

    @Test
    void options_for_every_jvm_do_not_keep_it_from_starting() throws Exception {
        build();
        for (var name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
            var builder = course.builder("./course");
            builder.environment().put(name, "-XX:+UseParallelGC -Xshare:off");
            course.end(course.start(builder)).endsWith(STARTED);
        }
    }

    // --- how it is called

    @Test
    void it_is_called_as_it_was_typed() throws Exception {
        build();
        var script = course.file("course").toString();
        Files.createSymbolicLink(folder.resolve("tools/kurs"), Path.of(script));
        var link = Files.createSymbolicLink(folder.resolve("my course"), Path.of(script));
        calls(script, script);
        calls("kurs", "sh", "-c", "kurs");
        calls(link.toString(), link.toString());
        calls("./course", "sh", "course");
        calls("../" + course.root().getFileName() + "/course", "sh", "-c", "../my*/course");
    }

    private void calls(String name, String... command) throws Exception {
        var ran = course.run(command).endsWith(STARTED).complainsOfNothing();
        assertEquals(name + " \n", ran.out());
    }

    @Test
    void messages_of_a_build_call_it_as_it_was_typed() throws Exception {
        Files.delete(folder.resolve("tools/mvn"));
        var ran = course.run(course.file("course").toString()).endsWith(3);
        var name = course.file("course").toString().replace("'", "'\\''");
        assertTrue(ran.err().endsWith("\nThen run '" + name + "' again.\n"), ran.err());
    }
}
