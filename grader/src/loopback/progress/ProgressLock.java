package loopback.progress;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.FileIo;

/// One command at a time changes what lies in `.course`, however many are running.
final class ProgressLock {

    /// Among the threads of this JVM: a lock on a file is that of a whole process, and the second
    /// thread that asks for it gets an exception in place of its turn.
    private static final ReentrantLock THREADS = new ReentrantLock();

    /// Waits for the lock, and runs `work` while holding it.
    static <T> T take(Course course, Supplier<T> work) {
        var folder = course.progress();
        THREADS.lock();
        try {
            Files.createDirectories(folder);
            var lock = folder.resolve("progress.lock");
            try (var channel =
                            FileChannel.open(
                                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                return work.get();
            }
        } catch (IOException e) {
            throw CourseException.ofMachine(
                    "nothing can be kept in "
                            + folder
                            + " ("
                            + FileIo.reason(e)
                            + "); it is as it was",
                    e);
        } finally {
            THREADS.unlock();
        }
    }

    private ProgressLock() {}
}
