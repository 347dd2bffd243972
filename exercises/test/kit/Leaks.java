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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The threads and descriptors of this JVM at one moment, and its temporary files.
///
/// Descriptors are read from `/proc/self/fd`, so they are seen on Linux only. Sockets, selectors,
/// pipes and ordinary files count; what the JDK opens for itself does not. Temporary files are seen
/// where their folder is this JVM's own.
record Leaks(List<Thread> threads, Set<String> descriptors) {

    private static final int DESCRIBED = 5;

    /// More threads than the JDK and the kit ever start in a step: looking at each takes long.
    private static final int HOUSEHOLD = 200;

    /// Each selector has one of these, to be woken up by. The JDK has none for itself.
    private static final String WAKER = "anon_inode:[eventfd]";

    /// What a selector is called among the descriptors, before the number of its [#WAKER].
    static final String SELECTOR = "selector:";

    /// A system property of a JVM with a folder of its own for temporary files.
    private static final String OWN_FOLDER = "kit.folder.mib";

    /// What a pipe is called among the descriptors, before its number.
    static final String PIPE = "pipe:";

    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final String JAVA_HOME = System.getProperty("java.home");

    static {
        Cleaning.stop();
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
        return new Leaks(List.of(), Set.of());
    }

    static Leaks now() {
        var descriptors = openDescriptors();
        descriptors.addAll(temporaryFiles());
        return new Leaks(live(), descriptors);
    }

    /// What is open now and was not open `before`.
    Leaks since(Leaks before) {
        // A thread of a learner's own class may say that it equals another.
        var known = Collections.<Thread>newSetFromMap(new IdentityHashMap<>());
        known.addAll(before.threads);
        var newThreads = threads.stream().filter(thread -> !known.contains(thread)).toList();
        if (newThreads.size() < HOUSEHOLD) {
            newThreads = newThreads.stream().filter(thread -> !isHousekeeping(thread)).toList();
        }
        var newDescriptors = new TreeSet<>(descriptors);
        newDescriptors.removeAll(before.descriptors);
        return new Leaks(newThreads, newDescriptors);
    }

    boolean isEmpty() {
        return threads.isEmpty() && descriptors.isEmpty();
    }

    String describe() {
        int more = threads.size() + descriptors.size() - DESCRIBED;
        return Stream.concat(
                                threads.stream().limit(DESCRIBED).map(Leaks::describe),
                                descriptors.stream().map(Descriptors::describe))
                        .limit(DESCRIBED)
                        .collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private static String describe(Thread thread) {
        var name = thread.getName().isEmpty() ? "without a name" : "\"" + thread.getName() + "\"";
        var kind = thread.isVirtual() ? "virtual thread " : "thread ";
        var frames = Frames.learners(stackOf(thread)).replace("\n", ", ");
        return kind + name + (frames.isEmpty() ? ", idle" : " " + frames);
    }

    /// All live threads, virtual ones too where the JVM lets us list them.
    static List<Thread> live() {
        var all = new ArrayList<>(platformThreads());
        all.addAll(VirtualThreads.live());
        return all;
    }

    /// How many platform threads there are.
    static int countThreads() {
        return topGroup().activeCount();
    }

    private static ThreadGroup topGroup() {
        var group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /// Without their stacks, which would take long where a learner starts thousands of threads.
    private static List<Thread> platformThreads() {
        var all = topGroup();
        var threads = new Thread[64];
        int count;
        while ((count = all.enumerate(threads)) == threads.length) {
            threads = new Thread[2 * count];
        }
        return List.of(Arrays.copyOf(threads, count));
    }

    private static boolean isHousekeeping(Thread thread) {
        if (!thread.isAlive()) {
            return true;
        }
        if (isOfTheCourse(thread) || outermost(stackOf(thread)).equals(Attempt.class.getName())) {
            return true;
        }
        if (thread.getClass().getClassLoader() != null) {
            return false;
        }
        if (thread.getClass().getName().startsWith("jdk.internal.")) {
            return true; // Carriers of virtual threads, pollers, cleaners.
        }
        boolean shared =
                isOfTheCommonPool(thread)
                        || isDelayScheduler(thread)
                        || thread.isVirtual() && polls(thread);
        return shared && Frames.learners(stackOf(thread)).isEmpty();
    }

    /// Whether the kit, or the course around it, has started a thread for itself. Its name does not
    /// tell: anyone can give a thread the name of another.
    static boolean isOfTheCourse(Thread thread) {
        var outermost = outermost(stackOf(thread));
        return (outermost.startsWith("kit.") || outermost.startsWith("loopback."))
                && !outermost.equals(Attempt.class.getName());
    }

    /// The class whose method a thread was started with, leaving out those of the JDK.
    private static String outermost(StackTraceElement[] stack) {
        return Stream.of(stack)
                .filter(frame -> frame.getModuleName() == null)
                .reduce((inner, outer) -> outer)
                .map(StackTraceElement::getClassName)
                .map(name -> name.replaceAll("\\$.*", ""))
                .orElse("");
    }

    private static boolean isOfTheCommonPool(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker
                && worker.getPool() == ForkJoinPool.commonPool();
    }

    /// Whether a thread wakes what waits in the common pool, or wakes virtual threads. The JDK names
    /// the thread for its pool, and nobody else gets hold of it.
    private static boolean isDelayScheduler(Thread thread) {
        return thread.getClass().getName().equals("java.util.concurrent.DelayScheduler")
                && (thread.getName().startsWith("ForkJoinPool.commonPool-")
                        || thread.getThreadGroup() instanceof ThreadGroup group
                                && group.getName().equals("CarrierThreads"));
    }

    /// The stack of a thread, which a learner's own class may have replaced by something else.
    static StackTraceElement[] stackOf(Thread thread) {
        try {
            var declared = thread.getClass().getMethod("getStackTrace").getDeclaringClass();
            return declared.getClassLoader() == null
                    ? thread.getStackTrace()
                    : new StackTraceElement[0];
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean polls(Thread thread) {
        return Stream.of(stackOf(thread))
                .anyMatch(frame ->
                        "java.base".equals(frame.getModuleName())
                                && frame.getMethodName().endsWith("ollerLoop"));
    }

    /// The targets of the descriptors of sockets, pipes and ordinary files, and the selectors.
    static Set<String> openDescriptors() {
        var open = new TreeSet<String>();
        if (!Files.isDirectory(OPEN)) {
            return open;
        }
        try (var entries = Files.newDirectoryStream(OPEN)) {
            for (var entry : entries) {
                var target = targetOf(entry);
                if (target.startsWith("socket:")
                        || target.startsWith(PIPE)
                        || isOrdinaryFile(target)) {
                    open.add(target);
                } else if (target.equals(WAKER)) { // All of them are called the same.
                    open.add(SELECTOR + entry.getFileName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open;
    }

    /// The JDK makes a file for each Unix-domain socket, and deletes none.
    private static Set<String> temporaryFiles() {
        var all = new TreeSet<String>();
        if (System.getProperty(OWN_FOLDER) == null) {
            return all;
        }
        try (var files = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")))) {
            files.forEach(file -> all.add(file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
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
