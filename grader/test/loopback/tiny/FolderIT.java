package loopback.tiny;

import static loopback.tiny.TinyCourse.echo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A specification can let the disk fail, and somebody look at a file all the time.
class FolderIT {

    private static final String CALL =
            """
            @kit.Uses("files")
            class EchoTest {
                static String call(String text) throws Exception {
                    try (var folder = kit.Folder.empty()) {
                        var old = folder.path("/old");
                        java.nio.file.Files.writeString(old, "old");
                        java.nio.file.Files.writeString(folder.path("/new"), "new");
                        var names = folder.contents().keySet();
                        var seen = folder.looksAt("/old");
                        LET
                        var answer = Echo.echo(folder.path("/"), text);
                        if (folder.contents().keySet().containsAll(names)) {
                            seen.are("old");
                        } else {
                            seen.are("old", "new");
                        }
                        return answer;
                    }
                }
            """;

    private static final String FULL =
            "folder.failsAfter(3, new java.io.IOException(\"it is full\"));";

    private static final String REFUSING =
            "folder.failsToCreate(new java.io.IOException(\"it takes no file\"));"
                    + "folder.failsToMove(new java.io.IOException(\"it moves nothing\"));";

    /// What is said of each on a disk that is full after 3 bytes, and what it does in the first step.
    private static final Map<String, String> ON_A_FULL_DISK = new LinkedHashMap<>();

    static {
        ON_A_FULL_DISK.put("it is full", "Files.writeString(folder.resolve(\"more\"), \"1234\");");
        ON_A_FULL_DISK.put(
                "3 written",
                "try (var file = FileChannel.open(folder.resolve(\"more\"), CREATE, WRITE)) {"
                        + " return file.write(java.nio.ByteBuffer.allocate(9)) + \" written\"; }");
        ON_A_FULL_DISK.put(
                "3 transferred",
                "try (var file = FileChannel.open(folder.resolve(\"more\"), CREATE, WRITE)) {"
                        + " var source = java.nio.channels.Channels.newChannel("
                        + "new ByteArrayInputStream(new byte[9]));"
                        + " return file.transferFrom(source, 0, 9) + \" transferred\"; }");
        ON_A_FULL_DISK.put(
                "then nothing, then 3 bytes",
                "Files.move(folder.resolve(\"new\"), folder.resolve(\"old\"), REPLACE_EXISTING);");
        ON_A_FULL_DISK.put(
                "then 0 bytes, then 3 bytes",
                "Files.writeString(folder.resolve(\"old\"), \"abc\");");
        ON_A_FULL_DISK.put(
                "then nothing, then 0 bytes",
                "Files.copy(folder.resolve(\"new\"), folder.resolve(\"old\"), REPLACE_EXISTING);");
        ON_A_FULL_DISK.put(
                "left open after the step: file old",
                "FileChannel.open(folder.resolve(\"old\"), WRITE);");
    }

    private TinyCourse course;

    private void make(Path folder, String letting) {
        course = TinyCourse.in(folder);
        course.specify(
                course.read("exercises/test/tiny/EchoTest.java")
                        .replace("class EchoTest {", CALL.replace("LET", letting))
                        .replace("comes_back()", "comes_back() throws Exception")
                        .replace("Echo.echo(\"", "call(\""));
        for (var sources : List.of("exercises/src", "solutions/src")) {
            course.write(sources + "/tiny/Echo.java", source(""));
        }
    }

    private static String source(String does) {
        return echo("if (text.equals(\"one\")) { " + does + " } return text;")
                .replace(
                        "import java.io.*;",
                        """
                        import static java.nio.file.StandardCopyOption.*;
                        import static java.nio.file.StandardOpenOption.*;
                        import java.io.*;
                        import java.nio.channels.FileChannel;
                        import java.nio.file.*;
                        """)
                .replace("echo(String text)", "echo(Path folder, String text) throws Exception");
    }

    @Test
    void a_disk_is_full_where_a_step_says_so(@TempDir Path folder) {
        make(folder, FULL);

        ON_A_FULL_DISK.forEach((words, does) -> {
            var verdict = course.checkOf(source(does));
            assertTrue(verdict.message(1).contains(words), verdict::toString);
        });

        var atomic = "Files.move(folder.resolve(\"new\"), folder.resolve(\"old\"), ATOMIC_MOVE);";
        course.checkOf(source(atomic)).is("passed", "passed", "passed", "passed");
        course.checkOf(source("Files.writeString(folder.resolve(\"new\"), \"123\");"))
                .is("passed", "passed", "passed", "passed");
    }

    @Test
    void files_are_neither_made_nor_moved_where_a_step_says_so(@TempDir Path folder) {
        make(folder, REFUSING);

        for (var does :
                List.of(
                        "Files.createFile(folder.resolve(\"more\"));",
                        "Files.createTempFile(folder, \"a\", \"b\");",
                        "Files.copy(folder.resolve(\"new\"), folder.resolve(\"more\"));")) {
            var verdict = course.checkOf(source(does));
            assertTrue(verdict.message(1).contains("it takes no file"), verdict::toString);
        }
        var moved =
                course.checkOf(
                        source("Files.move(folder.resolve(\"new\"), folder.resolve(\"old\"));"));
        assertTrue(moved.message(1).contains("it moves nothing"), moved::toString);
    }
}
