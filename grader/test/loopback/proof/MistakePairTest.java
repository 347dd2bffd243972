package loopback.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import loopback.course.FileIo;
import loopback.course.Mistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MistakePairTest {

    private static final String REFERENCE = "one\ntwo\nthree\nfour\nfive\nsix\n";

    @TempDir private Path folder;

    @Test
    void two_that_change_other_lines_are_combined() {
        var first = mistake("first", "@@ -1,3 +1,3 @@\n one\n-two\n+zwei\n three\n");
        var second = mistake("second", "@@ -3,3 +3,4 @@\n three\n-four\n+vier\n+und\n five\n");

        assertEquals(
                List.of(new MistakePair(first, second, "one\nzwei\nthree\nvier\nund\nfive\nsix\n")),
                MistakePair.of(List.of(first, second), REFERENCE));
    }

    @Test
    void what_both_change_alike_is_changed_once() {
        var first = mistake("first", "@@ -1 +1,2 @@\n+zero\n one\n@@ -6 +7 @@\n-six\n+sechs\n");
        var second = mistake("second", "@@ -1 +1,2 @@\n+zero\n one\n@@ -3 +4 @@\n-three\n+drei\n");

        assertEquals(
                List.of("zero\none\ntwo\ndrei\nfour\nfive\nsechs\n"),
                MistakePair.of(List.of(first, second), REFERENCE).stream()
                        .map(MistakePair::source)
                        .toList());
    }

    @Test
    void two_that_touch_the_same_place_are_not() {
        var first = mistake("first", "@@ -2 +2 @@\n-two\n+zwei\n");
        var second = mistake("second", "@@ -2,2 +2 @@\n-two\n-three\n+2\n");
        var third = mistake("third", "@@ -2,2 +2,3 @@\n two\n+und\n three\n");

        assertEquals(List.of(), MistakePair.of(List.of(first, second), REFERENCE));
        assertEquals(List.of(), MistakePair.of(List.of(first, third), REFERENCE));
        assertEquals(List.of(), MistakePair.of(List.of(first, first), REFERENCE));
    }

    private Mistake mistake(String name, String diff) {
        var file = folder.resolve(name + ".diff");
        FileIo.write(file, "Breaks: x\nFails: y\n--- reference\n+++ mistake\n" + diff);
        return Mistake.read(file);
    }
}
