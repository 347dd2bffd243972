package loopback.engine.jvm;

import java.time.Duration;
import java.util.function.Supplier;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/// A part of the work, and what it takes, for whoever wants to know where the time goes: with
/// `-Dcourse.phases=true` the JDK's Flight Recorder gets an event of each, else nothing happens.
public final class Phase implements AutoCloseable {

    private static final boolean RECORDED = Boolean.getBoolean("course.phases");

    private static final Phase UNRECORDED = new Phase(null);

    @Name("loopback.Phase")
    @StackTrace(false)
    private static final class Took extends jdk.jfr.Event {

        private String part = "";

        /// Of the JVM that the part is about.
        @Timespan private long processorTime;
    }

    /// Its class, which a start-up cache cannot keep, is loaded only where it is recorded.
    private final @Nullable Took took;

    private Phase(@Nullable Took took) {
        this.took = took;
    }

    public static Phase begins(String name) {
        if (!RECORDED) {
            return UNRECORDED;
        }
        var took = new Took();
        took.part = name;
        took.begin();
        return new Phase(took);
    }

    /// So much time of a processor has a JVM had by now.
    public void has(Supplier<Duration> processorTime) {
        if (took != null) {
            took.processorTime = processorTime.get().toNanos();
        }
    }

    @Override
    public void close() {
        if (took != null) {
            took.commit();
        }
    }
}
