package loopback.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a command has taken, with the processes that it has started and waited for.
record Metered(double seconds, double processorSeconds) {

    /// Runs `command` in `folder` to its end.
    static Metered run(
            Path scratch, Path folder, Path meter, List<String> command, Integer... expected)
            throws IOException {
        var file = scratch.resolve("metered");
        var whole = new ArrayList<>(List.of(meter.toString(), file.toString()));
        whole.addAll(command);
        Child.run(scratch, folder, whole, expected);
        var found = Files.readString(file).strip().split(" ");
        return new Metered(Double.parseDouble(found[0]) / 1e9, Double.parseDouble(found[1]) / 1e9);
    }
}
