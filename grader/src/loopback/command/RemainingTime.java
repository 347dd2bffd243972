package loopback.command;

/// How fast something goes that has so many parts, and so how long it still takes.
record RemainingTime(long began) {

    private static final double NANOS = 1e9;

    static RemainingTime now() {
        return new RemainingTime(System.nanoTime());
    }

    /// The time since it began.
    String taken() {
        return words(System.nanoTime() - began);
    }

    /// The time for what is left, if that goes as what is done.
    String left(long done, long all) {
        return words((System.nanoTime() - began) / (double) done * (all - done));
    }

    private static String words(double nanos) {
        long seconds = Math.round(nanos / NANOS);
        return seconds < 100 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
