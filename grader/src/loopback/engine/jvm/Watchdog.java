package loopback.engine.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// Counts for how many seconds a JVM has sent no message.
///
/// A second in which the JVM was ready to run but got hardly any processor time does not count
/// against it: on a busy machine it could not have sent anything.
public final class Watchdog {

    /// Seconds without a message after which the JVM is given up.
    static final int OWN_SECONDS = 20;

    /// Starved seconds that are excused at most; later ones count as silence.
    static final int STARVED_SECONDS = 300;

    /// A runnable JVM that got less processor time than this in a second was starved.
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

    /// A message has arrived: counting begins again.
    public void reset() {
        own = 0;
        starved = 0;
    }

    /// To be called once for each second without a message. Returns whether the JVM is to be given
    /// up.
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

    /// In `/proc/…/stat` the state follows the name, which is in brackets and may contain brackets.
    private static boolean isRunnable(Path thread) {
        try {
            var line = Files.readString(thread.resolve("stat"));
            return line.startsWith("R", line.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // It has ended meanwhile.
        }
    }
}
