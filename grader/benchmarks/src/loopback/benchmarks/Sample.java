package loopback.benchmarks;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.interval.NormalConfidenceInterval;

/// The values of one figure, in the order of the rounds.
record Sample(double... values) {

    private static final double ERROR = 0.05;

    static Sample of(Collection<Double> values) {
        return new Sample(values.stream().mapToDouble(value -> value).toArray());
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    double median() {
        return Median.withDefaults().evaluate(values);
    }

    double min() {
        return statistics().getAsDouble(Statistic.MIN);
    }

    double max() {
        return statistics().getAsDouble(Statistic.MAX);
    }

    private DoubleStatistics statistics() {
        return DoubleStatistics.of(
                EnumSet.of(Statistic.MIN, Statistic.MAX, Statistic.MEAN, Statistic.VARIANCE),
                values);
    }

    /// Round by round: what disturbs one of two neighbours disturbs the other as well.
    Sample dividedBy(Sample other) {
        int rounds = Math.min(values.length, other.values.length);
        return new Sample(
                IntStream.range(0, rounds).mapToDouble(i -> values[i] / other.values[i]).toArray());
    }

    /// The interval that holds the mean, the geometric one, at 95 % confidence, if the logarithms of
    /// the values are normally distributed; words where there are too few of them.
    String interval() {
        if (values.length < 2) {
            return "one round";
        }
        var logarithms =
                new Sample(
                        IntStream.range(0, values.length)
                                .mapToDouble(i -> Math.log(values[i]))
                                .toArray());
        var statistics = logarithms.statistics();
        var interval =
                NormalConfidenceInterval.MEAN.fromErrorRate(
                        statistics.getAsDouble(Statistic.MEAN),
                        statistics.getAsDouble(Statistic.VARIANCE),
                        values.length,
                        ERROR);
        return number(Math.exp(interval.getLowerBound()))
                + " to "
                + number(Math.exp(interval.getUpperBound()));
    }

    /// The median, and the lowest and the highest.
    String text() {
        return isEmpty()
                ? "-"
                : number(median()) + " (" + number(min()) + " to " + number(max()) + ")";
    }

    /// Three digits tell what was measured; more would only look like it.
    static String number(double value) {
        double size = Math.abs(value);
        int digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value).replace(',', '\u00a0');
    }
}
