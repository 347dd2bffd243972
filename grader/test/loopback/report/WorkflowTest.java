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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The step of the workflow for GitHub Classroom that grades, beside programs that stand in for the
/// grader and for those of GitHub's machine.
class WorkflowTest {

    @TempDir private Path folder;
    private Path bash;

    @BeforeEach
    void stand_ins() throws IOException {
        var found = loopback.course.Files.onPath("bash");
        assumeTrue(
                found.isPresent() && !System.getProperty("os.name").startsWith("Windows"),
                "there is no bash here, and this test needs it");
        bash = found.orElseThrow();
        program("bin/sudo", "while [ \"${1#--}\" != \"$1\" ]; do shift; done; exec \"$@\"");
        program("bin/uuidgen", "echo a-secret");
        program("bin/jq", "echo \"jq $1\"");
        program("bin/chown", "exit 0");
    }

    @Test
    void what_was_graded_is_handed_on_whatever_the_points() throws Exception {
        program(
                "course/course",
                "mkdir -p results/students/submission; echo ::error::mine;"
                        + " echo '[]' >results/students/submission/classroom.json");

        var said = run(0);

        assertEquals("::stop-commands::a-secret\n::error::mine\n::a-secret::\n", said);
        assertTrue(Files.readString(folder.resolve("output")).startsWith("runners=jq"));
    }

    @Test
    void a_grader_that_fails_fails_the_workflow() throws Exception {
        program("course/course", "exit 3");

        var said = run(3);

        assertTrue(said.contains("::a-secret::\n::error::The grader failed (status 3)"), said);
        assertFalse(Files.exists(folder.resolve("output")));
    }

    private String run(int status) throws Exception {
        var steps =
                new YAMLMapper()
                        .readTree(Path.of("classroom/grade.yml").toFile())
                        .at("/jobs/grade/steps");
        var script = "";
        for (var step : steps) {
            script = step.path("id").asText().equals("grade") ? step.path("run").asText() : script;
        }
        // As GitHub's machine starts it.
        var builder =
                new ProcessBuilder(
                                bash.toString(),
                                "--noprofile",
                                "--norc",
                                "-eo",
                                "pipefail",
                                "-c",
                                script)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        var environment = builder.environment();
        environment.merge("PATH", folder.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
        environment.put("USER", "somebody");
        environment.put("GITHUB_ENV", folder.resolve("env").toString());
        environment.put("GITHUB_OUTPUT", folder.resolve("output").toString());
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
