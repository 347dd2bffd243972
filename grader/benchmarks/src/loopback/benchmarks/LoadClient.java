package loopback.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Clients, all in one program, each of which has one line under way at any time.
final class LoadClient implements AutoCloseable {

    private static final int DIGITS = 3;

    /// How much was answered in time, in how many seconds, how much time of a processor the clients
    /// took for it; after how many seconds all had their last answer; and how long, in nanoseconds,
    /// each of them waited.
    record Load(
            double answers,
            double seconds,
            double processorSeconds,
            double secondsToTheLast,
            Histogram waits) {}

    private final Path scratch;
    private final Child child;

    private LoadClient(Path scratch, Child child) {
        this.scratch = scratch;
        this.child = child;
    }

    /// Connects so many clients, each of which has been answered once.
    static LoadClient connect(Path scratch, Path program, int port, int connections) {
        var command =
                List.of(program.toString(), String.valueOf(port), String.valueOf(connections));
        var client = new LoadClient(scratch, Child.start(scratch, command));
        client.child.nextLine();
        return client;
    }

    Load load(double seconds) {
        var file = scratch.resolve("waits");
        long start = System.nanoTime();
        child.tell(seconds + " " + file);
        var found = child.nextLine().split(" ");
        double toTheLast = (System.nanoTime() - start) / 1e9;
        return new Load(
                Double.parseDouble(found[0]),
                Double.parseDouble(found[1]) / 1e9,
                Double.parseDouble(found[2]) / 1e9,
                toTheLast,
                histogram(file));
    }

    private static Histogram histogram(Path file) {
        var histogram = new Histogram(DIGITS);
        try (var channel = FileChannel.open(file)) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            var waits = bytes.order(ByteOrder.nativeOrder()).asLongBuffer();
            while (waits.hasRemaining()) {
                histogram.recordValue(waits.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return histogram;
    }

    @Override
    public void close() {
        child.close();
    }
}
