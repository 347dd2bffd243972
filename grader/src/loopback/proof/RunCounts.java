package loopback.proof;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/// A number of runs, and how many of them failed.
public record RunCounts(int runs, int failures) {

    /// One-sided: of the two tails of an interval with twice the error, only the upper one counts.
    private static final double ERROR_OF_BOTH_TAILS = 2 * 0.05;

    public static RunCounts none() {
        return new RunCounts(0, 0);
    }

    public RunCounts plus(RunCounts other) {
        return new RunCounts(runs + other.runs, failures + other.failures);
    }

    /// The rate of failures that is not exceeded, at 95 % confidence, when all runs are alike and
    /// none depends on another (Clopper and Pearson). What never ran may fail always.
    public double upperBound() {
        return runs == 0
                ? 1
                : BinomialConfidenceInterval.CLOPPER_PEARSON
                        .fromErrorRate(runs, failures, ERROR_OF_BOTH_TAILS)
                        .getUpperBound();
    }
}
