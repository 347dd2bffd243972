package loopback.tiny;

import static java.nio.charset.StandardCharsets.UTF_8;
import static loopback.tiny.TinyCourse.echo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `similar`, which compares what a class has handed in through a program that is none of the
/// grader's.
@Execution(ExecutionMode.CONCURRENT)
class SimilarIT {

    private static final String BUILT_BACKWARDS =
            """
            var %1$s = new StringBuilder();
            for (int %2$s = text.length() - 1; %2$s >= 0; %2$s--) {
                if (text.charAt(%2$s) != 0) {
                    %1$s.insert(0, text.charAt(%2$s));
                }
            }
            return %1$s.toString();
            """;

    private static final String SCRIPT =
            """
            ///usr/bin/env jbang "$0" "$@" ; exit $?
            //JAVA 25+

            void main(String[] args) throws Exception {
                %s
            }
            """;

    private TinyCourse course;
    private GradedClass graded;

    @BeforeEach
    void make(@TempDir Path folder) throws IOException {
        course = TinyCourse.in(folder);
        graded = new GradedClass(course);
        Built.installJbang(course.root());
        course.write("grader/similar/Similar.java", Built.similar());
    }

    /// One has renamed what another has written; the third has thought for herself.
    private void handIn() {
        graded.hasFrom("ann", echo(BUILT_BACKWARDS.formatted("all", "i")));
        graded.hasFile(
                "bob.zip",
                Packed.zip(
                        "Homework/tiny/Echo.java",
                        echo("// mine\n" + BUILT_BACKWARDS.formatted("result", "position"))));
        graded.hasFrom(
                "cem",
                echo(
                        "return new String(text.getBytes());",
                        "enum Way { IN, OUT; Way back() { return this == IN ? OUT : IN; } }"));
    }

    @Test
    void the_nearest_pair_is_in_the_summary() throws IOException {
        GradedClass.needsSandbox();
        handIn();
        graded.grade("results").endsWith(0);
        assertTrue(summary().contains("Nobody has looked for them yet"));

        var ran = similar("--out", "results").endsWith(0).says("100 %  ann and bob");

        ran.says("summary.html").doesNotSay("cem").complainsOfNothing();
        assertTrue(summary().contains("100 %: ann and bob"));
        assertTrue(summary().contains("among 3 submissions"));
        assertFalse(summary().contains("Nobody has looked"));
        assertFalse(summary().contains("have changed or come"));
        graded.hasFrom("bob2", TinyCourse.REFERENCE);
        graded.grade("results").endsWith(0);
        assertTrue(summary().contains("1 of the submissions have changed or come"));
    }

    @Test
    void what_cannot_be_compared_is_left_out() {
        handIn();
        graded.hasFrom("dee", echo("((((")).hasFile("eve.zip", "PK\3\4".getBytes(UTF_8));
        for (var each : Hostile.with()) {
            if (each.name().equals("nests-deeply")) {
                graded.hasFrom("fay", each.source());
            }
        }

        var ran = similar().endsWith(0).says("100 %  ann and bob");

        for (var words :
                new String[] {"dee was left out", "eve was left out", "fay was left out"}) {
            assertTrue(ran.err().contains(words), ran::toString);
        }
        assertEquals(3, ran.err().lines().count(), ran::toString);
    }

    /// The greater share counts, and only of what the assignment is about.
    @Test
    void what_was_added_to_a_copy_does_not_hide_it() {
        var padding = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            padding.append(
                    "static int f%d(int a) { int b = a; while (b > %d) { b -= a; if (b == 3) { return a; } } return b; }\n"
                            .formatted(i, i));
        }
        handIn();
        graded.hasFrom(
                "bob2", echo(BUILT_BACKWARDS.formatted("other", "where"), padding.toString()));
        graded.hasFile(
                "bob2/tiny/Padding.java",
                ("package tiny; class Padding {\n" + padding + "}").getBytes(UTF_8));

        similar().endsWith(0).says("100 %  ann and bob", "ann and bob2", "bob and bob2");
    }

    /// A handout brings starters that nobody was to write.
    @Test
    void what_everybody_was_given_makes_no_pair() {
        course.more("Last");
        course.more("Other");
        graded.assign("\"tiny/Last\" = 4\n");
        var others = new String[] {"Other", "Last"};
        for (var student : new String[] {"ann", "bob", "cem"}) {
            for (var each : others) {
                graded.hasFile(
                        student + "/tiny/" + each + ".java",
                        course.read("exercises/src/tiny/" + each + ".java").getBytes(UTF_8));
            }
        }
        graded.hasFrom("ann", echo(BUILT_BACKWARDS.formatted("all", "i")));
        graded.hasFrom("bob", echo("return new String(text.getBytes());"));
        graded.hasFrom("cem", TinyCourse.STARTER);

        var ran = similar().endsWith(0).says("No two submissions resemble each other");

        assertTrue(ran.err().contains("cem was left out: nothing of it was begun"), ran::toString);
    }

    @Test
    void what_is_wrong_is_said_in_one_sentence() throws IOException {
        graded.hasFrom("ann", TinyCourse.REFERENCE);
        run().endsWith(2).complains("nothing to compare: of 1 submission, 1 can be taken");
        handIn();
        run("--out", "results").endsWith(2).complains("results holds no results", "grade --out");
        run("--seconds", "0").endsWith(2).complains("--seconds 0: at least one");
        course.run("similar", "sheet.toml", "nowhere").endsWith(2).complains("nowhere");

        course.write("grader/similar/Similar.java", SCRIPT.formatted("Thread.sleep(1_000_000);"));
        run("--seconds", "1").endsWith(3).complains("3 submissions takes longer than 1 s");
        course.write("grader/similar/Similar.java", SCRIPT.formatted("System.exit(9);"));
        run().endsWith(3).complains("JPlag failed with status 9");
        course.write(
                "grader/similar/Similar.java",
                SCRIPT.formatted("Files.writeString(Path.of(args[2]), \"{\\\"found\\\":\");")
                        .replace("\n\nvoid", "\nimport java.nio.file.*;\n\nvoid"));
        run().endsWith(2).complains("is damaged");
        course.write(
                "grader/similar/Similar.java",
                SCRIPT.formatted("").replace("25+", "25+\n//DEPS nobody:nothing:1"));
        run().endsWith(3).complains("could not be fetched");
        Files.delete(course.file("grader/similar/Similar.java"));
        run().endsWith(2).complains("takes the whole course");
    }

    /// Its licence asks the same of what is linked with it.
    @Test
    void nothing_of_it_is_among_the_libraries_of_the_command() throws IOException {
        try (var libraries = Files.list(course.file("grader/target/course/lib"))) {
            assertTrue(libraries.noneMatch(each -> each.toString().contains("jplag")));
        }
    }

    /// Compares for real. Where that was never done, somebody has to be connected; CI is.
    private Ran similar(String... more) {
        var ran = run(more);
        assumeFalse(
                System.getenv("CI") == null && ran.err().contains("could not be fetched"),
                "JPlag was never fetched here, and Maven Central is out of reach");
        return ran;
    }

    private Ran run(String... more) {
        var words = new java.util.ArrayList<>(java.util.List.of("similar", "sheet.toml", "class"));
        words.addAll(java.util.List.of(more));
        return course.run(words.toArray(String[]::new));
    }

    private String summary() {
        return course.read("../results/summary.html");
    }
}
