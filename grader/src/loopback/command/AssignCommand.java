package loopback.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.course.Starters;
import loopback.course.TemporaryFolders;
import loopback.grading.Assignment;
import loopback.grading.Gradability;
import loopback.grading.Handout;
import loopback.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "assign",
        description = "Makes what learners get of an assignment, once it is proven gradable.",
        mixinStandardHelpOptions = true)
final class AssignCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    @Parameters(
            paramLabel = "ASSIGNMENT",
            description = "The assignment; grader/assignment.toml is an example.")
    private Path file;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR|ZIP",
            description = "Where it goes: an archive if the name ends in .zip, else a folder.")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var course = parent.course();
        var terminal = parent.terminal();
        if (Files.exists(out)) {
            throw new CourseException(
                    out + " exists already: delete it, or name another place with --out");
        }
        var assignment = Assignment.read(file, course);
        Starters.keep(course);
        terminal.complain("Checking every starter and every reference …");
        try (var gradability = new Gradability(course, assignment)) {
            gradability.require();
        }
        var handout = new Handout(course, assignment);
        addBook(course, handout, terminal);
        handout.write(out);
        terminal.print(
                "Every step fails on the starters and passes on the references. "
                        + handout.size()
                        + " files: "
                        + out);
        return ExitStatus.FULL_MARKS;
    }

    /// The book is made of the handout itself, so that it has what learners get and no more.
    private static void addBook(Course course, Handout handout, Terminal terminal)
            throws IOException, InterruptedException {
        var book = course.root().resolve("lessons/target/book/book.jar");
        if (!Files.exists(book)) {
            terminal.complain(
                    "There is no book in it: mvn -pl lessons -am -Dmaven.test.skip=true package"
                            + " builds what makes one.");
            return;
        }
        terminal.complain("Making the book …");
        TemporaryFolders.sweep();
        var folder = TemporaryFolders.folder();
        try {
            var handed = folder.resolve("handout");
            var site = folder.resolve("made").resolve(Handout.BOOK);
            handout.write(handed);
            var log = folder.resolve("log");
            var made =
                    new ProcessBuilder(ReadCommand.book(book, handed, "site", site, "false"))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start()
                            .waitFor();
            if (made != 0) {
                terminal.complain(
                        "There is no book in it, because one cannot be made: "
                                + FileIo.readLeniently(log).strip());
                return;
            }
            handout.addBook(site);
        } finally {
            TemporaryFolders.delete(folder);
        }
    }
}
