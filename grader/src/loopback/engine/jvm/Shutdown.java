package loopback.engine.jvm;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The end of this process, above all by Ctrl-C or a signal.
///
/// What is registered is closed then, so that no child process and no temporary file stays behind.
/// A thread that was using it must not report the failure that follows as a verdict: it calls
/// [#awaitExit].
public final class Shutdown {

    private static final Set<AutoCloseable> OPEN = ConcurrentHashMap.newKeySet();

    private static volatile boolean begun;
    private static volatile Runnable lastWords = () -> {};

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::begin, "shutdown"));
    }

    /// Sets what runs last when the process ends.
    public static void onShutdown(Runnable words) {
        lastWords = words;
    }

    /// Has this closed when the process ends. Whoever closes it earlier calls [#unregister].
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

    /// Blocks the calling thread for good if the process is ending; returns at once otherwise.
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
            // The process is ending: there is nobody to tell.
        }
    }

    private Shutdown() {}
}
