package loopback.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Times here are seconds since some moment: sources are of second 0, the build began in second 10.
class StalenessTest {

    private static final String JDK = "25.0.1 C:/Program Files/a & 100%";
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir private Path folder;
    private Staleness course;

    @BeforeEach
    void build() throws IOException {
        course = new Staleness(Files.createDirectory(folder.resolve("my files & 100%")), JDK);
        for (var source :
                List.of(
                        "pom.xml",
                        "grader/pom.xml",
                        "grader/src/loopback/Main.java",
                        "exercises/test/kit/Wire.java",
                        "lessons/pom.xml",
                        "lessons/src/loopback/book/Book.java")) {
            write(source, 0);
        }
        for (var each :
                List.of(
                        "grader/src/loopback",
                        "grader/src",
                        "lessons/src/loopback/book",
                        "lessons/src/loopback",
                        "lessons/src",
                        "exercises/test/kit")) {
            date(each, 0);
        }
        write("grader/target/course/stamp", 10);
        write("grader/target/course/grader.jar", 11);
        write("grader/target/course/java.options", 12);
        write("grader/target/course/bench.aot", 13);
        write("grader/target/course/course.aot", 14);
        write("grader/target/course/jdk", 15);
        write("lessons/target/book/stamp", 10);
        write("lessons/target/book/book.jar", 11);
    }

    private void write(String path, int second) throws IOException {
        var file = course.root().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, file.endsWith("jdk") ? JDK + "\r\n" : path);
        date(path, second);
    }

    private void date(String path, int second) throws IOException {
        Files.setLastModifiedTime(
                course.root().resolve(path), FileTime.from(BEGINNING.plusSeconds(second)));
    }

    private void delete(String path) throws IOException {
        Files.delete(course.root().resolve(path));
    }

    private void needs(Need command, Need book) {
        assertEquals(command, course.need(false), "without the book");
        assertEquals(book, course.need(true), "with the book");
    }

    @Test
    void what_was_built_after_its_sources_needs_nothing() {
        needs(Need.NOTHING, Need.NOTHING);
    }

    @Test
    void a_course_that_was_moved_needs_nothing() throws IOException {
        var moved = folder.resolve("elsewhere");
        Files.move(course.root(), moved);
        course = new Staleness(moved, JDK);
        needs(Need.NOTHING, Need.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "grader/pom.xml", "grader/src/loopback/Main.java"})
    void sources_of_the_command_that_are_newer_need_everything(String source) throws IOException {
        date(source, 20);
        needs(Need.EVERYTHING, Need.EVERYTHING);
    }

    @Test
    void a_change_within_the_same_second_and_of_the_same_size_is_noticed() throws IOException {
        Files.setLastModifiedTime(
                course.root().resolve("grader/src/loopback/Main.java"),
                FileTime.from(BEGINNING.plusSeconds(10).plusMillis(1)));
        needs(Need.EVERYTHING, Need.EVERYTHING);
    }

    @Test
    void a_source_that_was_deleted_needs_everything() throws IOException {
        delete("grader/src/loopback/Main.java"); // Now, which is later.
        needs(Need.EVERYTHING, Need.EVERYTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stamp", "grader.jar"})
    void what_was_never_finished_needs_everything(String file) throws IOException {
        delete("grader/target/course/" + file);
        needs(Need.EVERYTHING, Need.EVERYTHING);
    }

    @Test
    void a_kit_that_is_newer_needs_a_cache() throws IOException {
        date("exercises/test/kit/Wire.java", 20);
        needs(Need.CACHE, Need.CACHE);
    }

    @Test
    void another_jdk_needs_a_cache() {
        course = new Staleness(course.root(), JDK + "2");
        needs(Need.CACHE, Need.CACHE);
    }

    @Test
    void a_jar_that_somebody_else_has_packed_needs_a_cache() throws IOException {
        date("grader/target/course/grader.jar", 20);
        needs(Need.CACHE, Need.CACHE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"course.aot", "bench.aot"})
    void a_cache_that_was_written_to_since_needs_another(String cache) throws IOException {
        date("grader/target/course/" + cache, 20);
        needs(Need.CACHE, Need.CACHE);
    }

    @Test
    void a_jvm_that_makes_no_cache_needs_none() throws IOException {
        delete("grader/target/course/course.aot");
        delete("grader/target/course/bench.aot");
        needs(Need.NOTHING, Need.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lessons/pom.xml", "lessons/src/loopback/book/Book.java"})
    void only_the_book_needs_its_sources(String source) throws IOException {
        date(source, 20);
        needs(Need.NOTHING, Need.BOOK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"book.jar", "stamp"})
    void a_book_that_was_never_built_is_needed_by_its_readers_only(String file) throws IOException {
        delete("lessons/target/book/" + file);
        needs(Need.NOTHING, Need.BOOK);
    }

    @Test
    void what_was_handed_out_needs_a_cache_once() throws IOException {
        delete("grader/src/loopback/Main.java");
        delete("grader/src/loopback");
        delete("grader/src");
        needs(Need.NOTHING, Need.NOTHING);
        delete("grader/target/course/stamp");
        needs(Need.CACHE, Need.CACHE);
        delete("grader/target/course/grader.jar");
        var failure = assertThrows(CannotException.class, () -> course.need(false));
        assertTrue(failure.getMessage().startsWith("The course command is missing"));
    }

    @Test
    void sources_that_are_dated_in_the_future_are_brought_back() throws IOException {
        date("grader/src/loopback/Main.java", 1_000);
        date("exercises/test/kit/Wire.java", 1_000);
        course.bringBack(course.stamp());
        needs(Need.NOTHING, Need.NOTHING);
    }
}
