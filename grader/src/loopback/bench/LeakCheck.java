package loopback.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;

/// What a task may have left in this JVM: threads, open descriptors and temporary files.
///
/// After a task that has left something, or that has left it to chance whether it did, the next one
/// gets a fresh JVM. Virtual threads are not seen here: the kit tells of them.
record LeakCheck(Set<Thread> threads, Set<String> descriptors) {

    private static final Path OPEN = Path.of("/proc/self/fd");

    /// The descriptor by which a selector is woken up. Every selector has one; the JDK itself has
    /// none.
    private static final String WAKER = "anon_inode:[eventfd]";

    /// Bytes in use above which the bench is not used again: the next task is to have as much memory
    /// as one in a fresh JVM.
    private static final long MUCH = 32 << 20;

    static LeakCheck now() {
        // The JDK opens a socket of its own with the first of each kind, and keeps it.
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var datagrams = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            listener.getLocalPort();
            datagrams.getLocalPort();
        } catch (IOException e) {
            // Without sockets every task gets a JVM of its own.
        }
        Set<Thread> threads = Collections.newSetFromMap(new IdentityHashMap<>());
        threads.addAll(Thread.getAllStackTraces().keySet());
        var descriptors = openDescriptors();
        descriptors.addAll(temporaryFiles());
        return new LeakCheck(threads, descriptors);
    }

    /// Whether another task can follow.
    static boolean areNoneSince(LeakCheck before) {
        if (used() > MUCH) {
            System.gc();
        }
        if (used() > MUCH) {
            return false;
        }
        boolean threads =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.threads.contains(thread))
                        .allMatch(LeakCheck::isOfTheJdk);
        var descriptors = openDescriptors();
        descriptors.addAll(temporaryFiles());
        descriptors.removeAll(before.descriptors);
        return threads && descriptors.isEmpty() && Files.isDirectory(OPEN);
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /// Threads that the JDK starts once and keeps: they carry virtual threads and wake them.
    private static boolean isOfTheJdk(Thread thread) {
        var type = thread.getClass().getName();
        return thread.getClass().getClassLoader() == null && isOfTheJdk(type, thread);
    }

    private static boolean isOfTheJdk(String type, Thread thread) {
        return type.startsWith("jdk.internal.")
                || type.equals("java.util.concurrent.DelayScheduler")
                        && thread.getThreadGroup() instanceof ThreadGroup group
                        && group.getName().equals("CarrierThreads");
    }

    private static Set<String> openDescriptors() {
        var open = new TreeSet<String>();
        try (var entries = Files.newDirectoryStream(OPEN)) {
            for (var entry : entries) {
                var target = Files.readSymbolicLink(entry).toString();
                if (target.startsWith("socket:")
                        || target.startsWith("pipe:")
                        || isOrdinaryFile(target)) {
                    open.add(target);
                } else if (target.equals(WAKER)) {
                    // All wakers link to the same name, so the number of the descriptor tells them
                    // apart.
                    open.add(target + entry.getFileName());
                }
            }
        } catch (IOException e) {
            open.add("unknown, after " + e);
        }
        return open;
    }

    /// Not the libraries and what the JDK reads: they are opened when they are needed.
    private static boolean isOrdinaryFile(String target) {
        return target.startsWith("/")
                && !target.startsWith("/dev/")
                && !target.startsWith("/proc/")
                && !target.startsWith("/memfd:")
                && !target.startsWith(System.getProperty("java.home"))
                && !target.endsWith(".jar");
    }

    private static Set<String> temporaryFiles() {
        var all = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")))) {
            files.forEach(file -> all.add(file.toString()));
        } catch (IOException e) {
            all.add("unknown, after " + e);
        }
        return all;
    }
}
