package loopback.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import loopback.course.FileIo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts by which GitHub Classroom and Gradescope grade, beside programs that stand in for the
/// grader and for those of their machines.
class PlatformsTest {

    @TempDir private Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private Path bash;

    @BeforeEach
    void stand_ins() throws IOException {
        var found = FileIo.onPath("bash");
        assumeTrue(
                found.isPresent() && !System.getProperty("os.name").startsWith("Windows"),
                "there is no bash here, and this test needs it");
        bash = found.orElseThrow();
        program("bin/sudo", "while [ \"${1#--}\" != \"$1\" ]; do shift; done; exec \"$@\"");
        program("bin/uuidgen", "echo a-secret");
        program("bin/jq", "echo \"jq $1\"");
        program("bin/chown", "exit 0");
        program(
                "source/loopback/course",
                "echo \"$*\" >../../arguments; ls \"$3\" >../../class;"
                        + " mkdir -p \"$5/students/submission\";"
                        + " echo its own >\"$5/students/submission/results.json\"");
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("USER", "somebody");
        environment.put("GITHUB_ENV", folder.resolve("env").toString());
        environment.put("GITHUB_OUTPUT", folder.resolve("output").toString());
    }

    @Test
    void github_is_told_of_what_was_graded_whatever_the_points() throws Exception {
        program(
                "course/course",
                "mkdir -p results/students/submission; echo ::error::mine;"
                        + " echo '[]' >results/students/submission/classroom.json");

        var said = github(0);

        assertEquals("::stop-commands::a-secret\n::error::mine\n::a-secret::\n", said);
        assertTrue(Files.readString(folder.resolve("output")).startsWith("runners=jq"));
    }

    @Test
    void a_grader_that_fails_fails_the_workflow_of_github() throws Exception {
        program("course/course", "exit 3");

        var said = github(3);

        assertTrue(said.contains("::a-secret::\n::error::The grader failed (status 3)"), said);
        assertFalse(Files.exists(folder.resolve("output")));
    }

    @Test
    void gradescope_is_given_results_from_a_full_sandbox_alone() throws Exception {
        gradescope();

        assertEquals("its own\n", Files.readString(folder.resolve("results/results.json")));
        var arguments = Files.readString(folder.resolve("arguments"));
        assertTrue(
                arguments.matches("grade \\S+/assignment.toml \\S+/class --out \\S+\n"), arguments);
        assertEquals("submission\n", Files.readString(folder.resolve("class")));
    }

    /// Otherwise nothing would ever be late there.
    @Test
    void gradescope_says_when_it_was_handed_in() throws Exception {
        var metadata = folder.resolve("submission_metadata.json");
        Files.writeString(
                metadata,
                "{\"id\": 1, \"created_at\": \"2026-10-16T14:59:00.365935-07:00\","
                        + " \"users\": [{\"email\": \"ann@example.org\"}]}");

        gradescope();

        var arguments = Files.readString(folder.resolve("arguments"));
        assertTrue(arguments.endsWith(" --metadata " + metadata + "\n"), arguments);
        assertEquals(
                java.time.Instant.parse("2026-10-16T21:59:00.365935Z"),
                loopback.intake.Download.submitted(metadata));
    }

    @Test
    void gradescope_may_be_trusted_to_contain_a_submission() throws Exception {
        environment.put("LOOPBACK_TRUST", "1");

        gradescope();

        var arguments = Files.readString(folder.resolve("arguments"));
        assertTrue(arguments.endsWith(" --trust-submissions\n"), arguments);
    }

    @Test
    void gradescope_is_given_nothing_by_a_grader_that_fails() throws Exception {
        program("source/loopback/course", "exit 3");

        gradescope();

        assertFalse(Files.exists(folder.resolve("results/results.json")));
    }

    /// Runs the script, whose places begin with `/autograder`, in the folder of the test.
    private void gradescope() throws Exception {
        Files.createDirectories(folder.resolve("submission/tcp"));
        var script = Files.readString(Path.of("gradescope/run_autograder"));
        run(0, bash.toString(), "-c", script.replace("/autograder", folder.toString()));
    }

    private String github(int status) throws Exception {
        var steps =
                new YAMLMapper()
                        .readTree(Path.of("classroom/grade.yml").toFile())
                        .at("/jobs/grade/steps");
        var script = "";
        for (var step : steps) {
            script = step.path("id").asText().equals("grade") ? step.path("run").asText() : script;
        }
        // As GitHub's machine starts it.
        return run(
                status, bash.toString(), "--noprofile", "--norc", "-eo", "pipefail", "-c", script);
    }

    private String run(int status, String... command) throws Exception {
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(status, process.waitFor(), said);
        return said;
    }

    private void program(String name, String script) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
