package loopback.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import loopback.grading.Results;
import loopback.grading.Shard;
import loopback.report.ReportFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "merge",
        description = "Joins the results of all parts that were graded with --shard.",
        mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {

    @ParentCommand private CommandContext parent;

    @Parameters(arity = "1..*", paramLabel = "RESULTS", description = "The results of each part.")
    private List<Path> parts = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RESULTS",
            description = "Where the results of the whole class go.")
    private Path out;

    @Override
    public Integer call() {
        var results = new Results(out.toAbsolutePath());
        Shard.merge(parts.stream().map(Path::toAbsolutePath).toList(), results);
        ReportFiles.write(results.folder(), parent.course());
        parent.terminal().print(results.read().marks().size() + " joined in " + results.folder());
        return ExitStatus.FULL_MARKS;
    }
}
