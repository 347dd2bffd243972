package loopback.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredTableTest {

    private static final Exercise ECHO = Exercise.of("tiny/Echo");
    private static final Exercise ALONE = Exercise.of("tiny/Alone");

    @TempDir private Path folder;
    private Course course;

    @BeforeEach
    void make() {
        course = new Course(folder);
        for (var exercise : List.of(ECHO, ALONE)) {
            FileIo.write(course.specification(exercise), "steps");
            FileIo.write(exercise.source(course.references()), "source");
        }
    }

    @Test
    void what_is_recorded_is_read_again_and_replaced_by_exercise() {
        var stress = MeasuredTable.underStress(course);
        assertEquals(Optional.empty(), stress.of(course, ECHO));

        stress.record(course, ECHO, 8, 1);
        stress.record(course, ALONE, 4, 0);
        stress.record(course, ECHO, 16, 0);

        assertEquals(
                Optional.of(new MeasuredTable.Row(List.of(16, 0), true)), stress.of(course, ECHO));
        assertEquals(
                List.of("exercise,checks,failures,version", "tiny/Alone,4,0", "tiny/Echo,16,0"),
                FileIo.lines(stress.file()).stream()
                        .map(line -> line.replaceAll(",[0-9a-f]{12}$", ""))
                        .toList());
    }

    @Test
    void what_has_changed_since_is_not_current() {
        var stress = MeasuredTable.underStress(course);
        stress.record(course, ECHO, 8, 0);

        FileIo.write(course.specification(ECHO), "other steps");

        assertEquals(
                Optional.of(new MeasuredTable.Row(List.of(8, 0), false)), stress.of(course, ECHO));
    }
}
