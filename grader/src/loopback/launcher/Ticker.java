package loopback.launcher;

import java.time.Duration;
import java.util.function.Supplier;

/// One line on a terminal that says how far something is, written over every second.
final class Ticker implements AutoCloseable {

    private static final String CLEAR = "\r\033[K";

    private final Thread thread;

    Ticker(Supplier<String> doing) {
        thread = new Thread(() -> tick(doing));
        thread.setDaemon(true);
        thread.start();
    }

    private static void tick(Supplier<String> doing) {
        var began = System.nanoTime();
        try {
            while (true) {
                var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
                System.err.print(CLEAR + "  " + doing.get() + ", " + seconds + " s");
                Thread.sleep(1000);
            }
        } catch (InterruptedException e) {
            // That is the end of it.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.err.print(CLEAR);
    }
}
