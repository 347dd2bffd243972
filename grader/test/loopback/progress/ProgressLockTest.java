package loopback.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import loopback.course.Course;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressLockTest {

    private int taken;

    /// A lock on a file is that of the process: the second thread would get an exception.
    @Test
    void threads_of_one_program_take_turns(@TempDir Path folder) throws Exception {
        var course = new Course(folder);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var turns = new ArrayList<Future<?>>();
            for (int i = 0; i < 200; i++) {
                turns.add(threads.submit(() -> ProgressLock.take(course, () -> taken++)));
            }
            for (var turn : turns) {
                turn.get();
            }
        }

        assertEquals(200, taken);
    }
}
