package loopback.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import loopback.course.CourseException;
import loopback.course.Starters;
import loopback.grading.SelfStudy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// For `mvn -Prelease verify`, which has made the book before.
@Command(
        name = "release",
        description = "Makes one archive of the course, built, that needs a JDK and nothing else.",
        hidden = true,
        mixinStandardHelpOptions = true)
final class ReleaseCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    @Parameters(index = "0", paramLabel = "BOOK", description = "The folder of the book's pages.")
    private Path book;

    @Parameters(index = "1", paramLabel = "ZIP", description = "Where the archive goes.")
    private Path out;

    @Override
    public Integer call() {
        if (!Files.exists(book.resolve("index.html"))) {
            throw new CourseException(book + " holds no book: mvn -Prelease verify makes one");
        }
        Starters.keep(parent.course());
        out.toFile().delete(); // What was made before.
        var course = new SelfStudy(parent.course(), book);
        course.write(out);
        parent.terminal().print(course.size() + " files: " + out);
        return ExitStatus.FULL_MARKS;
    }
}
