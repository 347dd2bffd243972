package loopback.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.engine.jvm.JavaCommand;

/// What makes a machine uncomfortable for the JVM that runs a specification.
public enum Stress {
    NONE("a machine that is left alone", "", 0),
    BUSY("two spinning processes for each core", "", 2 * cores()),
    ONE_CORE("one core, with three spinning processes on it", "taskset", 3),
    SLOW("little processor time, beside a spinning process for each core", "nice", cores()),
    SMALL_HEAP("half the heap, beside a spinning process for each core", "", cores());

    private static final List<String> HALF_THE_HEAP = List.of("-Xms128m", "-Xmx128m", "-Xmn80m");

    private final String words;
    private final String program;
    private final int spinners;

    Stress(String words, String program, int spinners) {
        this.words = words;
        this.program = program;
        this.spinners = spinners;
    }

    /// Every stress but NONE.
    public static List<Stress> all() {
        return List.of(BUSY, ONE_CORE, SLOW, SMALL_HEAP);
    }

    /// A description in a few words.
    public String words() {
        return words;
    }

    /// The program that this stress needs and that is not installed; empty if none is missing.
    public Optional<String> missing() {
        return program.isEmpty() || FileIo.onPath(program).isPresent()
                ? Optional.empty()
                : Optional.of(program);
    }

    /// The command line of a JVM, made uncomfortable.
    List<String> around(List<String> command) {
        var changed = new ArrayList<>(prefix());
        changed.addAll(command);
        if (this == SMALL_HEAP) {
            changed.addAll(changed.indexOf("-cp"), HALF_THE_HEAP); // The last ones count.
        }
        return changed;
    }

    private List<String> prefix() {
        return switch (this) {
            case ONE_CORE -> onOneCore();
            case SLOW -> List.of(program, "-n", "10");
            case NONE, BUSY, SMALL_HEAP -> List.of();
        };
    }

    private List<String> onOneCore() {
        return List.of(program, "-c", firstCore());
    }

    /// Starts the processes that spin meanwhile.
    Spinners start(Course course) {
        var command = new ArrayList<>(this == ONE_CORE ? onOneCore() : List.of());
        command.add(JavaCommand.java());
        command.addAll(JavaCommand.OPTIONS);
        command.addAll(List.of("-Xmx16m", "-cp", JavaCommand.jar(course).toString()));
        command.add(Spinner.class.getName());
        var processes = new ArrayList<Process>();
        try {
            for (int i = 0; i < spinners; i++) {
                processes.add(new ProcessBuilder(command).start());
            }
        } catch (IOException e) {
            throw CourseException.ofMachine("no process can be started: " + e.getMessage(), e);
        }
        return new Spinners(processes);
    }

    /// Processes that spin until they are stopped.
    record Spinners(List<Process> processes) implements AutoCloseable {

        @Override
        public void close() {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// The first core that this process may use, as Linux numbers them.
    private static String firstCore() {
        return FileIo.lines(java.nio.file.Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.replaceAll("\\D*(\\d+).*", "$1"))
                .findFirst()
                .orElse("0");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
