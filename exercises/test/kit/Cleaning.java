package kit;

import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// Keeps the garbage collector from closing what the code under test has left open.
///
/// A socket that nobody refers to any more is closed by the JDK some time after the next collection
/// of garbage. Whether there is one within a step is chance, and would decide whether a connection
/// that was left open is seen.
final class Cleaning {

    /// Stops what the JDK does after a collection of garbage, for as long as this JVM lives.
    ///
    /// Without `--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED` nothing is stopped.
    static void stop() {
        Cleaner cleaner;
        try {
            var factory = Class.forName("jdk.internal.ref.CleanerFactory");
            cleaner = (Cleaner) factory.getMethod("cleaner").invoke(null);
        } catch (ReflectiveOperationException e) {
            return;
        }
        // The cleaner has one thread, which this keeps waiting.
        var hasBegun = new CountDownLatch(1);
        cleaner.register(
                new Object(),
                () -> {
                    hasBegun.countDown();
                    while (true) {
                        LockSupport.park();
                    }
                });
        System.gc();
        await(hasBegun);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cleaning() {}
}
