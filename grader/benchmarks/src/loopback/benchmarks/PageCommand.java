package loopback.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "page", description = "Makes the tables of the page anew, from the results.")
final class PageCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        var file = Benchmark.ROOT.resolve("grader/benchmarks/README.adoc");
        var page = Files.readString(file);
        var renewed = new Page(Benchmark.RESULTS).renewed(page);
        if (!renewed.equals(page)) {
            Files.writeString(file, renewed);
        }
        return 0;
    }
}
