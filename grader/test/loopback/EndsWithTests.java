package loopback;

import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSessionListener;

/// Ends every process that the tests have started when they are ended themselves: by Ctrl-C, by a
/// signal to Maven, which hands it on, or to this JVM.
///
/// JUnit finds it as a service, before the first test.
public final class EndsWithTests implements LauncherSessionListener {

    /// Tenths of a second that a command gets to end what it has started itself.
    private static final int GRACE = 100;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(EndsWithTests::endAll, "end-all"));
    }

    /// Made by JUnit.
    public EndsWithTests() {}

    private static void endAll() {
        var all = ProcessHandle.current().descendants().toList();
        ProcessHandle.current().children().forEach(ProcessHandle::destroy);
        try {
            for (int i = 0; all.stream().anyMatch(ProcessHandle::isAlive) && i < GRACE; i++) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            // By nobody: they are ended at once.
        }
        Stream.concat(all.stream(), ProcessHandle.current().descendants())
                .forEach(ProcessHandle::destroyForcibly);
    }
}
