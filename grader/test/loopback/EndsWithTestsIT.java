package loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndsWithTestsIT {

    @Test
    void what_tests_have_started_ends_with_them() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "needs SIGTERM");
        var tests = program("2").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var said = tests.inputReader();
        var started = new ArrayList<ProcessHandle>();
        for (int i = 0; i < 2; i++) {
            started.add(ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow());
        }

        tests.destroy();

        tests.waitFor();
        started.forEach(each -> each.onExit().join());
        assertEquals(List.of(false, false), started.stream().map(ProcessHandle::isAlive).toList());
    }

    /// Starts so many others, one by the other, says which, and waits for ever. The first of them is
    /// a JVM that runs tests; the others do not end by themselves.
    public static void main(String[] args) throws IOException, InterruptedException {
        int others = Integer.parseInt(args[0]);
        if (others == 2) {
            new EndsWithTests();
        }
        if (others > 0) {
            var other = program(Integer.toString(others - 1)).inheritIO().start();
            IO.println(other.pid());
        }
        Thread.currentThread().join();
    }

    private static ProcessBuilder program(String argument) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                EndsWithTestsIT.class.getName(),
                argument);
    }
}
