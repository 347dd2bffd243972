package kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The threads and descriptors of this JVM at one moment.
///
/// Descriptors are read from `/proc/self/fd`, so they are seen on Linux only. Sockets and ordinary
/// files count; what the JDK opens for itself does not.
record Leaks(Set<Thread> threads, Set<String> descriptors) {

    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final String JAVA_HOME = System.getProperty("java.home");

    static {
        // The JDK opens a socket of its own with the first of each kind, and keeps it.
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var datagrams = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            listener.getLocalPort();
            datagrams.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Leaks none() {
        return new Leaks(Set.of(), Set.of());
    }

    static Leaks now() {
        return new Leaks(new HashSet<>(live()), openDescriptors());
    }

    /// What is open now and was not open `before`.
    Leaks since(Leaks before) {
        var newThreads = new HashSet<>(threads);
        newThreads.removeAll(before.threads);
        newThreads.removeIf(Leaks::isHousekeeping);
        var newDescriptors = new TreeSet<>(descriptors);
        newDescriptors.removeAll(before.descriptors);
        return new Leaks(newThreads, newDescriptors);
    }

    boolean isEmpty() {
        return threads.isEmpty() && descriptors.isEmpty();
    }

    String describe() {
        return Stream.concat(
                        threads.stream().map(Leaks::describe),
                        descriptors.stream().map(Descriptors::describe))
                .collect(Collectors.joining("; "));
    }

    private static String describe(Thread thread) {
        var name = thread.getName().isEmpty() ? "without a name" : "\"" + thread.getName() + "\"";
        var kind = thread.isVirtual() ? "virtual thread " : "thread ";
        var frames = Frames.learners(thread.getStackTrace()).replace("\n", ", ");
        return kind + name + (frames.isEmpty() ? ", idle" : " " + frames);
    }

    /// All live threads, virtual ones too where the JVM lets us list them.
    static List<Thread> live() {
        var all = new ArrayList<>(VirtualThreads.live());
        var group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        var platform = new Thread[2 * group.activeCount() + 16];
        int count = group.enumerate(platform);
        all.addAll(Arrays.asList(platform).subList(0, count));
        return all;
    }

    private static boolean isHousekeeping(Thread thread) {
        if (!thread.isAlive() || thread.getName().startsWith("kit-")) {
            return true;
        }
        if (thread.getClass().getName().startsWith("jdk.internal.")) {
            return true; // Carriers of virtual threads, pollers, cleaners.
        }
        var stack = thread.getStackTrace();
        boolean shared = thread.getName().startsWith("ForkJoinPool.commonPool-")
                || thread.getName().endsWith("DelayScheduler")
                || thread.getName().endsWith("-delayScheduler")
                || Stream.of(stack).anyMatch(frame -> frame.getMethodName().endsWith("ollerLoop"));
        return shared && Frames.learners(stack).isEmpty();
    }

    private static Set<String> openDescriptors() {
        var open = new TreeSet<String>();
        if (!Files.isDirectory(OPEN)) {
            return open;
        }
        try (var entries = Files.newDirectoryStream(OPEN)) {
            for (var entry : entries) {
                var target = targetOf(entry);
                if (target.startsWith("socket:") || isOrdinaryFile(target)) {
                    open.add(target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open;
    }

    private static String targetOf(Path entry) {
        try {
            return Files.readSymbolicLink(entry).toString();
        } catch (IOException e) {
            return ""; // Closed since it was listed.
        }
    }

    private static boolean isOrdinaryFile(String target) {
        return target.startsWith("/")
                && !target.startsWith("/dev/")
                && !target.startsWith("/proc/")
                && !target.startsWith("/memfd:")
                && !target.startsWith(JAVA_HOME)
                && !target.endsWith(".jar");
    }

    /// Virtual threads are in no thread group; the JDK lists them in an internal class.
    ///
    /// Without `--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED` there are none to see.
    private static final class VirtualThreads {

        private static final Optional<Object> ROOT = root();

        static List<Thread> live() {
            return ROOT.stream().flatMap(VirtualThreads::in).toList();
        }

        private static Stream<Thread> in(Object container) {
            var own = stream(container, "threads").map(Thread.class::cast);
            var others = stream(container, "children").flatMap(VirtualThreads::in);
            return Stream.concat(own.filter(Thread::isVirtual), others);
        }

        private static Stream<?> stream(Object container, String method) {
            try {
                var type = Class.forName("jdk.internal.vm.ThreadContainer");
                return (Stream<?>) type.getMethod(method).invoke(container);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Optional<Object> root() {
            try {
                var type = Class.forName("jdk.internal.vm.ThreadContainers");
                return Optional.of(type.getMethod("root").invoke(null));
            } catch (ReflectiveOperationException e) {
                return Optional.empty();
            }
        }
    }
}
