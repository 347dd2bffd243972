package loopback.tiny;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proofs by repetition.
@Tag("bomb")
class ProveIT {

    private static final String WRONG = TinyCourse.HALF;

    @TempDir private Path folder;
    private TinyCourse course;

    @BeforeEach
    void make() {
        course = TinyCourse.in(folder);
    }

    @Test
    void a_right_solution_passes_however_uncomfortable_the_machine() {
        alternative("constant", TinyCourse.REFERENCE);

        course.run("prove", "--runs", "4", "Echo")
                .endsWith(0)
                .says("exercises 1, claims 2, runs 4, seed ")
                .says("run 1  busy ", "run 4  small-heap  2 checks, 0 failures")
                .says("tiny/Echo                                   8          0    31.23 %")
                .doesNotSay("not so", "\033");
    }

    @Test
    void it_tells_what_failed_and_goes_on_to_the_end() {
        alternative("half", WRONG);

        course.run("prove", "--runs", "2", "--stress", "small-heap")
                .endsWith(1)
                .says("failed run 1, small-heap, not so: tiny/Echo: alternative half passes")
                .says("2 two_comes_back: failed", "expected  two", "found     one")
                .says("run 2  small-heap  2 checks, 1 failures")
                .says("all                                         4          2    90.24 %");
        course.run("prove", "--runs", "1", "--stress", "busy", "--references")
                .endsWith(0)
                .says("claims 1");
        course.run("prove", "--runs", "1", "--stress", "none", "--mistakes")
                .complains("tiny/Echo has no mistake yet: ./course lint Echo says what is missing");
    }

    @Test
    void a_mistake_that_fails_elsewhere_than_its_header_says_is_told() {
        course.write("solutions/mistakes/tiny/Echo/only-one.diff", mistake("two_comes_back"));

        course.run("prove", "--runs", "1", "--stress", "busy").endsWith(0);
        course.run("prove", "--runs", "1", "--stress", "busy", "--mistakes")
                .endsWith(1)
                .says("not so: tiny/Echo: mistake only-one is caught")
                .says(
                        "said to fail [two_comes_back], and fails [three_comes_back, two_comes_back]");

        course.write(
                "solutions/mistakes/tiny/Echo/only-one.diff",
                mistake("two_comes_back\nFails: three_comes_back"));
        course.run("prove", "--runs", "1", "--stress", "busy", "--mistakes").endsWith(0);
    }

    @Test
    void a_solution_that_cannot_be_checked_is_a_failure_among_others() {
        course.write("solutions/mistakes/tiny/Echo/misfit.diff", misfit());

        course.run("prove", "--runs", "1", "--stress", "busy", "--mistakes")
                .endsWith(1)
                .says("it could not be checked: the mistake misfit does not fit the reference");
    }

    @Test
    void the_same_seed_gives_the_same_order() {
        for (var name : List.of("a", "b", "c", "d")) {
            alternative(name, WRONG);
        }

        assertEquals(order("7"), order("7"));
    }

    private List<String> order(String seed) {
        var ran =
                course.run(
                        "prove", "--runs", "1", "--stress", "busy", "--jobs", "1", "--seed", seed);
        return ran.out().lines().filter(line -> line.contains("not so")).toList();
    }

    @Test
    void a_proof_that_is_interrupted_says_what_it_has_seen() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "needs SIGTERM");
        var out = folder.resolve("out");
        var proof =
                course.builder(List.of(), "prove", "--runs", "100000", "--stress", "busy")
                        .redirectOutput(out.toFile())
                        .start();
        while (proof.isAlive() && !Files.readString(out).contains("run 2 ")) {
            TinyCourse.pause();
        }

        proof.destroy();

        TinyCourse.end(proof);
        course.noProcessIsLeft();
        var told = Files.readString(out);
        assertTrue(told.contains("at most") && told.contains("\nall  "), told);
    }

    @Test
    void wrong_use_ends_with_2_and_a_sentence() throws IOException {
        course.run("prove", "--runs", "0").endsWith(2).complains("--runs", "above 0");
        course.run("prove", "--record", "--pairs").endsWith(2).complains("--record");
        course.run("prove", "Ecko").endsWith(2).complains("did you mean Echo?");
        course.run("prove", "--stress", "moonlight").endsWith(2).complains("one-core");
        Files.delete(course.file("solutions/src/tiny/Echo.java"));
        Files.delete(course.file("solutions/src/tiny"));
        Files.delete(course.file("solutions/src"));
        course.run("prove").endsWith(2).complains("nothing to prove");
    }

    private void alternative(String name, String source) {
        course.write("solutions/alternatives/tiny/Echo/" + name + "/Echo.java", source);
    }

    private static String mistake(String fails) {
        var lines = new ArrayList<>(TinyCourse.REFERENCE.lines().toList());
        int at = lines.indexOf("        return text;");
        return """
        Perhaps: There is only one word.
        Fails: %s
        --- reference
        +++ mistake
        @@ -%d +%d @@
        -        return text;
        +        return "one";
        """
                .formatted(fails, at + 1, at + 1);
    }

    private static String misfit() {
        return mistake("two_comes_back").replace("return text", "return nothing");
    }
}
