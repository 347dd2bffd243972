package kit;

import java.util.function.BooleanSupplier;

/// Waiting that stretches with the machine.
///
/// Patience is counted in ticks: short pauses, each followed by a little work. On an idle machine
/// a tick takes about one millisecond. On a loaded one the pauses come back late and the work takes
/// longer, for the waiting thread as for the code that it waits for, and a machine that stood still
/// for a minute has cost one pause. A pause is one tick at first, and some later: to wake up takes a
/// processor longer than to look around. While threads of this JVM wait for a processor, a tick
/// counts as a part of one only (see [Load]).
public final class Patience {

    private static final Object CHANGED = new Object();
    private static final long TICK_NANOS = 1_000_000;

    /// Ticks until the first step of a run gives up: about a second.
    static final int FULL = 900;

    /// Ticks once two steps have given up: the verdict is in sight, the rest may be quicker.
    private static final int SHORT = 450;

    private static volatile int changes;
    private static volatile int timesRunOut;
    private static volatile int work;

    /// Waits until `done` is true or patience runs out. Returns whether it became true.
    public static boolean until(BooleanSupplier done) {
        return until(done, limit());
    }

    /// Waits like [#until], but twice as long as any step does: for what may take its time, and is
    /// no reason to be impatient with what follows.
    static boolean untilTheEnd(BooleanSupplier done) {
        return until(done, 2 * FULL);
    }

    private static boolean until(BooleanSupplier done, int limit) {
        var ticks = new Ticks(limit);
        while (!done.getAsBoolean()) {
            if (!ticks.next(done)) {
                boolean inTheLastPause = done.getAsBoolean();
                timesRunOut += inTheLastPause ? 0 : 1;
                return inTheLastPause;
            }
        }
        return true;
    }

    /// Waits like [#until], but looks less and less often: for where a look takes long.
    static boolean sparingly(BooleanSupplier done) {
        var ticks = new Ticks(limit());
        for (int pause = 1; !done.getAsBoolean(); pause *= 2) {
            if (!ticks.next(pause)) {
                return false;
            }
        }
        return true;
    }

    /// Says that something happened which somebody may be waiting for.
    public static void changed() {
        synchronized (CHANGED) {
            changes = changes + 1;
            CHANGED.notifyAll();
        }
    }

    /// Starts a run in which patience has already run out `times` times.
    static void hasRunOut(int times) {
        timesRunOut = times;
    }

    static int limit() {
        return timesRunOut < 2 ? FULL : SHORT;
    }

    /// A budget of ticks.
    static final class Ticks {

        /// Most waits are short, and need not know how busy the machine is.
        private static final int SHORT_WAIT = 100;

        /// Of those that are longer.
        private static final int LONG_PAUSE = 5;

        private final int limit;
        private final int firstPause;
        private double spent;

        Ticks(int limit) {
            this(limit, 1);
        }

        private Ticks(int limit, int firstPause) {
            this.limit = limit;
            this.firstPause = firstPause;
        }

        /// For whoever is not waited for.
        static Ticks inTheBackground(int limit) {
            return new Ticks(limit, LONG_PAUSE);
        }

        /// Ticks of the next pause.
        private int pause() {
            return spent < SHORT_WAIT ? firstPause : LONG_PAUSE;
        }

        /// Lets a pause pass. Returns false once the budget is spent.
        boolean next() throws InterruptedException {
            Thread.sleep(pause());
            return spend();
        }

        /// Lets so many pauses pass. Returns false once the budget is spent.
        boolean next(int pauses) {
            try {
                for (int i = 0; i < pauses; i++) {
                    if (!next()) {
                        timesRunOut++;
                        return false;
                    }
                }
                return true;
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        /// Lets a pause pass, or less when something happens that may have made `done` true. No lock
        /// is held meanwhile: `done` may take some, or its time.
        boolean next(BooleanSupplier done) {
            long start = System.nanoTime();
            int before = changes;
            if (done.getAsBoolean()) {
                return true;
            }
            synchronized (CHANGED) {
                try {
                    if (changes == before) {
                        CHANGED.wait(pause());
                    }
                } catch (InterruptedException e) {
                    throw interrupted(e);
                }
            }
            return System.nanoTime() - start < pause() * TICK_NANOS || spend();
        }

        /// Counts a pause that has passed. Returns false once the budget is spent.
        boolean spend() {
            int ticks = pause();
            doSomeWork(ticks);
            Lab.isWaiting();
            spent += spent < SHORT_WAIT ? ticks : ticks * (1 - Load.waiting());
            return spent < limit;
        }

        private static AssertionError interrupted(InterruptedException cause) {
            Thread.currentThread().interrupt();
            return new AssertionError("the specification was interrupted", cause);
        }

        void renew() {
            spent = 0;
        }

        private static void doSomeWork(int ticks) {
            int x = work | 1;
            for (int i = 0; i < 1_000 * ticks; i++) {
                x ^= x << 13;
                x ^= x >>> 17;
                x ^= x << 5;
            }
            work = x;
        }
    }

    private Patience() {}
}
