package loopback.benchmarks;

import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program behind `grader/benchmarks/run`.
@Command(
        name = "run",
        description = "Measures the course.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            FeedbackCommand.class,
            GradingCommand.class,
            PageCommand.class,
            ServersCommand.class
        })
final class Main {

    public static void main(String[] args) {
        var line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, _, _) -> {
            switch (failure) {
                case BenchmarkException known -> System.err.println(known.getMessage());
                case UncheckedIOException known ->
                        System.err.println(known.getMessage() + ": " + known.getCause());
                default -> failure.printStackTrace();
            }
            return 3;
        });
        System.exit(line.execute(args));
    }
}
