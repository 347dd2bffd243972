package loopback.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// The program of the JVM that runs a specification. Its argument is the engine's socket.
///
/// The connection is made before any class of a submission is there, and cannot be made again.
/// Nothing a submission may link to reaches it.
public final class Bench {

    private static final long HEARTBEAT_MILLIS = 250;
    private static final String NO_FLIGHT_RECORDER = "org.graalvm.nativeimage.imagecode";

    private final DataInputStream in;
    private final Reporter reporter;
    private volatile boolean working;

    private Bench(SocketChannel channel) {
        in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
        var out = new BufferedOutputStream(Channels.newOutputStream(channel), 16 * 1024);
        reporter = new Reporter(new DataOutputStream(out));
    }

    /// Ends with the connection, or is killed by the engine.
    public static void main(String[] args) throws IOException {
        try {
            run(args[0]);
        } finally {
            end(); // Even if the code under test has left threads running.
        }
    }

    private static void end() {
        Runtime.getRuntime().halt(0);
    }

    private static void run(String address) throws IOException {
        var engine = UnixDomainSocketAddress.of(address);
        try (var channel = SocketChannel.open(engine);
                var session = session()) {
            BenchChannels.allow(Set.of());
            var bench = new Bench(channel);
            rehearse(session.getLauncher());
            bench.serve(session.getLauncher());
        } catch (EOFException e) {
            // The engine needs nothing more.
        }
    }

    /// Serves the engine, task after task.
    private void serve(Launcher launcher) throws IOException {
        Thread.ofPlatform().daemon().name("loopback-heartbeat").start(this::beat);
        var before = LeakCheck.now();
        while (true) {
            switch (Message.read(in)) {
                case Message.Task task -> {
                    working = true;
                    run(launcher, task);
                    working = false;
                }
                case Message.Again _ -> {
                    Thread.currentThread().setContextClassLoader(Bench.class.getClassLoader());
                    reporter.send(new Message.Ready(LeakCheck.areNoneSince(before)));
                }
                default -> throw new IOException("the engine only gives tasks");
            }
        }
    }

    /// Lets JUnit and the kit run once, while the engine compiles: what they load and set up then is
    /// there when the task comes.
    private static void rehearse(Launcher launcher) {
        var everything = DiscoverySelectors.selectClass(Rehearsal.class);
        launcher.execute(request(List.of(everything), 0), new TestExecutionListener() {});
    }

    /// JUnit as the specifications need it, and nothing that a class path could add to it.
    private static LauncherSession session() {
        var config =
                LauncherConfig.builder()
                        .enableTestEngineAutoRegistration(false)
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .enableLauncherDiscoveryListenerAutoRegistration(false)
                        .enablePostDiscoveryFilterAutoRegistration(false)
                        .enableTestExecutionListenerAutoRegistration(false)
                        .addTestEngines(new JupiterTestEngine())
                        .build();
        // JUnit has listeners for the flight recorder, and starts it for them, which takes longer
        // than most specifications; under a native image, which this property claims, it does not.
        System.setProperty(NO_FLIGHT_RECORDER, "none");
        try {
            return LauncherFactory.openSession(config);
        } finally {
            System.clearProperty(NO_FLIGHT_RECORDER);
        }
    }

    private void run(Launcher launcher, Message.Task task) {
        var loader = new SubmissionLoader(task.classes());
        Thread.currentThread().setContextClassLoader(loader);
        reporter.begins(task.specification());
        BenchChannels.allow(task.capabilities());
        var request = request(selectors(loader, task), task.timesPatienceRanOut());
        try {
            launcher.execute(request, reporter);
        } catch (OutOfMemoryError e) { // Thrown on by JUnit, and the only one that is.
            reporter.stepFailed(e);
            end(); // JUnit cannot be relied on any more: the remaining steps run in a fresh JVM.
        }
        reporter.send(new Message.Done());
    }

    private static LauncherDiscoveryRequest request(
            List<? extends DiscoverySelector> selectors, int timesPatienceRanOut) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .enableImplicitConfigurationParameters(false)
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                // It asks exceptions for their causes, which a submission may have written.
                .configurationParameter("junit.platform.stacktrace.pruning.enabled", "false")
                .configurationParameter(
                        "junit.jupiter.testmethod.order.default",
                        "org.junit.jupiter.api.MethodOrderer$OrderAnnotation")
                .configurationParameter(
                        "kit.patience.run.out", Integer.toString(timesPatienceRanOut))
                .build();
    }

    private static List<DiscoverySelector> selectors(SubmissionLoader loader, Message.Task task) {
        return task.steps().stream()
                .<DiscoverySelector>map(step ->
                        DiscoverySelectors.selectMethod(loader, task.specification(), step, ""))
                .toList();
    }

    private void beat() {
        try {
            // A sign of life between two steps would count as one of the next step.
            while (!working || reporter.send(new Message.Alive())) {
                Thread.sleep(HEARTBEAT_MILLIS);
            }
            end();
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but the end of the JVM.
        }
    }
}
