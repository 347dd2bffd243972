package loopback.engine.jvm;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The end of this command, above all when it comes from outside: by Ctrl-C or a signal.
///
/// What is open then is closed, so that no process and no temporary file stays behind. Who worked
/// with it must not take that for a verdict, and rests.
public final class Shutdown {

    private static final Set<AutoCloseable> OPEN = ConcurrentHashMap.newKeySet();

    private static volatile boolean begun;
    private static volatile Runnable lastWords = () -> {};

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::begin, "shutdown"));
    }

    /// What is to be said at the end.
    public static void onShutdown(Runnable words) {
        lastWords = words;
    }

    /// Closes this at the end, too, unless it is closed before.
    static void register(AutoCloseable open) {
        OPEN.add(open);
        if (begun) {
            close(open);
            awaitExit();
        }
    }

    static void unregister(AutoCloseable closed) {
        OPEN.remove(closed);
    }

    /// Once the end has begun, keeps the calling thread until it is there.
    public static void awaitExit() {
        while (begun) {
            LockSupport.park();
        }
    }

    private static void begin() {
        begun = true;
        OPEN.forEach(Shutdown::close);
        lastWords.run();
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            // Nothing comes after this.
        }
    }

    private Shutdown() {}
}
