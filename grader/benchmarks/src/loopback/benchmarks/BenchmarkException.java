package loopback.benchmarks;

/// Says in a sentence why there is nothing to measure.
final class BenchmarkException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BenchmarkException(String message) {
        super(message);
    }
}
