package loopback.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenTest {

    @TempDir private Path folder;

    @Test
    void it_is_looked_for_where_the_search_path_says() {
        assertEquals(
                List.of("/usr/bin/mvn", "/my files/bin/mvn"),
                Maven.programs("/usr/bin::/my files/bin", false).toList());
    }

    @Test
    void on_windows_it_is_a_batch_file_and_folders_may_stand_between_quotes() {
        assertEquals(
                List.of(
                        "C:\\my files\\mvn.cmd",
                        "C:\\my files\\mvn.bat",
                        "C:\\my files\\mvn.exe",
                        "D:\\a & 100%\\mvn.cmd",
                        "D:\\a & 100%\\mvn.bat",
                        "D:\\a & 100%\\mvn.exe"),
                Maven.programs("\"C:\\my files\";;D:\\a & 100%", true).toList());
    }

    @Test
    void its_log_says_what_it_is_doing() {
        assertEquals("starting Maven", Maven.doing(""));
        var log = "[INFO] Downloaded from central: https://a (1 kB)\n";
        assertEquals("fetching libraries (2 files so far)", Maven.doing(log + log));
        log += "[INFO] --- compiler:3.14.1:compile (default-compile) @ grader ---\n";
        assertEquals("compiling (1 files so far)", Maven.doing(log));
        assertEquals("packing", Maven.doing("[INFO] --- jar:3.5.1:jar (default-jar) @ grader ---"));
    }

    @Test
    void one_that_is_too_old_is_told_so() throws IOException {
        assertEquals(
                "Maven 3.6.3 is too old: the course command is built with 3.8.7 or newer.",
                why("Apache Maven 3.6.3 (x)\n[ERROR] Could not transfer artifact a:b:1 from c\n"));
        assertEquals("Maven could not build the course command:", why("Apache Maven 3.9.11 (x)\n"));
        assertEquals("Maven could not build the course command:", why("Apache Maven 3.10.1 (x)\n"));
    }

    @Test
    void one_that_has_no_network_is_told_what_is_absent() throws IOException {
        assertEquals(
                "Maven could not download a:b:pom:1: connect once and run ./course again.",
                why("[ERROR] x: Could not transfer artifact a:b:pom:1 from/to central (y)\n"));
        assertEquals(
                "Maven could not download a:b:jar:1: connect once and run ./course again.",
                why(
                        "[ERROR] Cannot access central (https://c) in offline mode and the artifact"
                                + " a:b:jar:1 has not been downloaded\n"));
    }

    private String why(String log) throws IOException {
        var file = Files.writeString(folder.resolve("log"), log);
        return new Maven(folder, file).failure().getMessage().lines().findFirst().orElseThrow();
    }

    @Test
    void what_it_complains_of_is_told_once_without_the_noise() {
        assertEquals(
                List.of(
                        "  grader/src/A.java:[1,2] no",
                        "  grader\\src\\B.java:[1,2] no",
                        "  Failed"),
                Maven.telling(
                        """
                        [INFO] Scanning for projects...
                        [ERROR] C:\\a & 100%\\grader/src/A.java:[1,2] no
                        [ERROR] C:\\a & 100%\\grader\\src\\B.java:[1,2] no
                        [ERROR] Failed -> [Help 1]
                        [ERROR] Failed
                        [ERROR]
                        [ERROR] To see the full stack trace of the errors, re-run
                        [ERROR] [Help 1] http://cwiki.apache.org
                        """,
                        "C:\\a & 100%"));
    }

    @Test
    void if_it_complains_of_nothing_its_last_lines_are_told() {
        assertEquals(List.of("2", "3", "4", "5", "6"), Maven.telling("1\n2\n3\n4\n5\n6\n", "/"));
        assertEquals(List.of(), Maven.telling("", "/"));
    }
}
