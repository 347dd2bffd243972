package loopback.command;

/// Estimates how long a job of many equal parts still takes.
record RemainingTime(long began) {

    private static final double NANOS = 1e9;

    static RemainingTime now() {
        return new RemainingTime(System.nanoTime());
    }

    /// The time since it began.
    String taken() {
        return words(System.nanoTime() - began);
    }

    /// The time for the remaining parts, at the average speed so far.
    String left(long done, long all) {
        return words((System.nanoTime() - began) / (double) done * (all - done));
    }

    private static String words(double nanos) {
        long seconds = Math.round(nanos / NANOS);
        return seconds < 100 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
