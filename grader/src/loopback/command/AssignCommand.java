package loopback.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import loopback.course.CourseException;
import loopback.engine.Starters;
import loopback.grading.Assignment;
import loopback.grading.Gradability;
import loopback.grading.Handout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "assign",
        description = "Makes what learners get of an assignment, once it is proven gradable.",
        mixinStandardHelpOptions = true)
final class AssignCommand implements Callable<Integer> {

    @ParentCommand private CourseCommand parent;

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
    public Integer call() {
        var course = parent.course();
        var terminal = parent.terminal();
        if (java.nio.file.Files.exists(out)) {
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
        handout.write(out);
        terminal.print(
                "Every step fails on the starters and passes on the references. "
                        + handout.size()
                        + " files: "
                        + out);
        return CourseCommand.FULL_MARKS;
    }
}
