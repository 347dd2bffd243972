package loopback.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import loopback.report.ReportFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "report",
        description = "Makes all reports of a grading again, from its marks.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    @Parameters(paramLabel = "RESULTS", description = "The folder that grade --out has filled.")
    private Path results;

    @Override
    public Integer call() {
        var grading = ReportFiles.write(results, parent.course());
        parent.terminal()
                .print(
                        grading.marks().size()
                                + (grading.marks().size() == 1 ? " submission: " : " submissions: ")
                                + results.resolve("summary.html"));
        return ExitStatus.FULL_MARKS;
    }
}
