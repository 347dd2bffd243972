package loopback.engine.jvm;

import java.time.Duration;
import java.util.function.Supplier;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/// A timed phase of the work, to find out where the time goes. With `-Dcourse.phases=true` the
/// JDK's Flight Recorder gets an event for each phase; otherwise nothing is recorded.
public final class Phase implements AutoCloseable {

    private static final boolean RECORDED = Boolean.getBoolean("course.phases");

    private static final Phase UNRECORDED = new Phase(null);

    @Name("loopback.Phase")
    @StackTrace(false)
    private static final class Took extends jdk.jfr.Event {

        private String part = "";

        /// The processor time of the JVM that this phase is about.
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

    /// Records the processor time that a JVM has used so far.
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
