package loopback.engine.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// How long a JVM has said nothing, counted in seconds, one by one.
///
/// A second in which it would have run and hardly got a processor is the machine's, and not its
/// own: a JVM that is starved has nothing to say.
public final class Watchdog {

    /// Until the JVM is given up.
    static final int OWN_SECONDS = 20;

    /// More than that is no machine for it.
    static final int STARVED_SECONDS = 300;

    /// Of a second, below which a JVM that would run is starved.
    private static final Duration ENOUGH = Duration.ofMillis(500);

    private final RunningJvm jvm;
    private final int patience;
    private Duration hadBefore = Duration.ZERO;
    private int own;
    private int starved;

    Watchdog(RunningJvm jvm) {
        this(jvm, OWN_SECONDS);
    }

    /// @param patience the seconds of its own after which it has been silent for too long
    Watchdog(RunningJvm jvm, int patience) {
        this.jvm = jvm;
        this.patience = patience;
    }

    /// It has said something.
    public void reset() {
        own = 0;
        starved = 0;
    }

    /// Another second is over without a word: whether there is no more hope.
    public boolean hasExpired() {
        var had = jvm.processorTime();
        boolean isStarved = jvm.wantsProcessor() && had.minus(hadBefore).compareTo(ENOUGH) < 0;
        hadBefore = had;
        if (isStarved && ++starved <= STARVED_SECONDS) {
            return false;
        }
        return ++own > patience;
    }

    /// Whether a thread of these processes runs or waits for a processor, where Linux tells.
    public static boolean anyWantsProcessor(Stream<ProcessHandle> processes) {
        return processes.anyMatch(each -> {
            var threads = Path.of("/proc", Long.toString(each.pid()), "task");
            try (var all = Files.newDirectoryStream(threads)) {
                for (var thread : all) {
                    if (isRunnable(thread)) {
                        return true;
                    }
                }
                return false;
            } catch (IOException e) {
                return false; // It has ended, or this system does not tell.
            }
        });
    }

    /// The state stands behind the name, which stands in brackets and may have brackets in it.
    private static boolean isRunnable(Path thread) {
        try {
            var line = Files.readString(thread.resolve("stat"));
            return line.startsWith("R", line.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // It has ended meanwhile.
        }
    }
}
