package loopback.tiny;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `watch`, driven through a pipe.
@Execution(ExecutionMode.CONCURRENT)
class WatchIT {

    private TinyCourse course;
    private Path out;
    private Process watch;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        course = TinyCourse.in(folder);
        out = folder.resolve("watched");
    }

    @AfterEach
    void end() {
        watch.destroyForcibly();
        course.noProcessIsLeft();
    }

    @Test
    void each_save_gives_a_verdict_until_full_marks() throws Exception {
        watch("watch", "Echo");
        sees("0/4", 1);
        sees("Watching exercises/src/tiny. Enter checks now", 1);

        course.submit(TinyCourse.HALF);
        sees("1/4", 1);
        course.submit(TinyCourse.echo("return txet;"));
        sees("does not compile", 1);
        type("\n");
        sees("does not compile", 2);
        type("h\n");
        sees("What goes in?", 1);
        type("h\n");
        sees("It comes out.", 1);
        type("h\n");
        sees("That was the last hint for step 1.", 2);
        saveAsEditorsDo(TinyCourse.REFERENCE);

        sees("All steps passed.", 1);
        assertEquals(0, TinyCourse.end(watch));
    }

    @Test
    void with_full_marks_the_next_exercise_is_offered() throws Exception {
        course.more("Other").submit(TinyCourse.REFERENCE);
        watch("watch");
        sees("Enter goes on with tiny/Other, q Enter ends.", 1);

        type("\n");
        sees("tiny/Other  ", 1);
        type("q\n");

        assertEquals(1, TinyCourse.end(watch));
    }

    @Test
    void where_nobody_can_type_saving_still_checks() throws Exception {
        watch("watch", "Echo");
        watch.getOutputStream().close();
        sees("0/4", 1);
        sees("Watching", 1);

        course.lesson("tiny/Echo tiny/Other").submit(TinyCourse.REFERENCE);

        sees("All steps passed.", 1);
        assertEquals(0, TinyCourse.end(watch));
    }

    @Test
    void a_file_that_is_gone_for_a_moment_is_waited_for() throws Exception {
        watch("watch", "Echo");
        sees("Watching", 1);
        Files.delete(course.mine());
        sees("reset Echo", 1);

        course.submit(TinyCourse.REFERENCE);

        sees("All steps passed.", 1);
    }

    private void watch(String... arguments) throws IOException {
        watch =
                course.builder(List.of(), arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
    }

    private void type(String text) throws IOException {
        watch.getOutputStream().write(text.getBytes(UTF_8));
        watch.getOutputStream().flush();
    }

    private void saveAsEditorsDo(String source) throws IOException {
        var written = Files.writeString(course.mine().resolveSibling("Echo.java~"), source);
        Files.move(written, course.mine(), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Waits until these words have appeared that many times.
    private void sees(String words, int times) throws IOException {
        for (int tenths = 0; tenths < 900; tenths++) {
            if (Files.readString(out).split(Pattern.quote(words), -1).length > times) {
                return;
            }
            TinyCourse.pause();
        }
        throw new AssertionError("not seen: " + words + "\n" + Files.readString(out));
    }
}
