package loopback.engine.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    @Test
    void a_jvm_that_would_not_run_is_given_up() {
        assertEquals(Watchdog.OWN_SECONDS + 1, secondsUntilGivenUp(false, _ -> Duration.ZERO));
    }

    @Test
    void a_jvm_that_runs_and_says_nothing_is_given_up() {
        assertEquals(Watchdog.OWN_SECONDS + 1, secondsUntilGivenUp(true, Duration::ofSeconds));
    }

    @Test
    void a_jvm_that_gets_no_processor_is_waited_for_and_not_for_ever() {
        assertEquals(
                Watchdog.STARVED_SECONDS + Watchdog.OWN_SECONDS + 1,
                secondsUntilGivenUp(true, second -> Duration.ofMillis(10L * second)));
    }

    @Test
    void a_word_begins_it_anew() {
        var watchdog = new Watchdog(jvm(false, _ -> Duration.ZERO, new int[1]));
        for (int i = 0; i < Watchdog.OWN_SECONDS; i++) {
            watchdog.hasExpired();
        }
        watchdog.reset();
        assertEquals(false, watchdog.hasExpired());
    }

    @Test
    void who_looks_runs() {
        boolean linux = System.getProperty("os.name").equals("Linux");
        assertEquals(
                linux,
                Watchdog.anyWantsProcessor(java.util.stream.Stream.of(ProcessHandle.current())));
    }

    private static int secondsUntilGivenUp(boolean wants, IntFunction<Duration> had) {
        var second = new int[1];
        var watchdog = new Watchdog(jvm(wants, had, second));
        do {
            second[0]++;
        } while (!watchdog.hasExpired());
        return second[0];
    }

    private static RunningJvm jvm(boolean wants, IntFunction<Duration> had, int[] second) {
        return new RunningJvm() {
            @Override
            public void kill() {}

            @Override
            public void onExit(Runnable action) {}

            @Override
            public Duration processorTime() {
                return had.apply(second[0]);
            }

            @Override
            public boolean wantsProcessor() {
                return wants;
            }
        };
    }
}
