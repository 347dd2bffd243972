package loopback.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofCacheTest {

    private static final Exercise ECHO = Exercise.of("tiny/Echo");
    private static final Judgement NAMED = Judgement.of(Optional.empty(), Diagnoses.NAMED);

    @TempDir private Path folder;
    private Course course;
    private Path mistake;

    @BeforeEach
    void make() {
        course = new Course(folder);
        mistake = course.mistakes(ECHO).resolve("a.diff");
        FileIo.write(course.specification(ECHO), "steps");
        FileIo.write(course.kit().resolve("Kit.java"), "kit");
        FileIo.write(folder.resolve("grader/src/loopback/engine/Engine.java"), "engine");
        FileIo.write(ECHO.source(course.references()), "source\n");
        FileIo.write(mistake, "Perhaps: x\nBreaks: y\nFails: z\n--- reference\n");
    }

    @Test
    void what_was_proven_is_known() {
        assertEquals(Optional.empty(), found());
        keep(NAMED);

        assertEquals(Optional.of(NAMED), found());
    }

    @Test
    void what_does_not_hold_is_not_kept() {
        keep(Judgement.of(Optional.of("not so")));

        assertEquals(Optional.empty(), found());
    }

    @Test
    void it_is_proven_again_when_anything_that_decides_has_changed() {
        for (var file :
                new Path[] {
                    course.specification(ECHO),
                    course.kit().resolve("Kit.java"),
                    folder.resolve("grader/src/loopback/engine/Engine.java"),
                    folder.resolve("grader/src/loopback/engine/Another.java"),
                    ECHO.source(course.references()),
                    course.mistakes(ECHO).resolve("b.diff")
                }) {
            keep(NAMED);
            assertTrue(found().isPresent());

            FileIo.write(file, "Fails: another\n--- reference\n");

            assertEquals(Optional.empty(), found(), file.toString());
        }
        keep(NAMED);
        FileIo.write(mistake, "Perhaps: x\nBreaks: y\nFails: other\n--- reference\n");
        assertEquals(Optional.empty(), found());
    }

    @Test
    void what_a_mistake_quotes_decides_nothing() {
        keep(NAMED);

        FileIo.write(mistake, "Perhaps: x\nBreaks: another\nFails: z\n--- reference\n");

        assertEquals(Optional.of(NAMED), found());
    }

    private Optional<Judgement> found() {
        var claim = Claim.ofReference(course, ECHO);
        return new ProofCache(course).find(claim, claim.submission());
    }

    private void keep(Judgement judgement) {
        var claim = Claim.ofReference(course, ECHO);
        new ProofCache(course).keep(claim, claim.submission(), judgement);
    }
}
