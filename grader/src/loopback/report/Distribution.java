package loopback.report;

import java.util.ArrayList;
import java.util.List;
import loopback.grading.Grading;
import loopback.grading.Marks;

/// How the points of a class are spread: ten classes of equal width, the last with full marks.
record Distribution(List<Bin> bins, double mean, double median) {

    private static final int BINS = 10;

    /// How many have at least `from`, and less than `to` or, in the last, `to` itself.
    record Bin(double from, double to, int count) {}

    static Distribution of(Grading grading) {
        var points =
                grading.marks().stream().filter(Marks::graded).map(Marks::points).sorted().toList();
        double max = grading.maxPoints();
        var counts = new int[BINS];
        for (var each : points) {
            int bin = max == 0 ? 0 : (int) (each / max * BINS);
            counts[Math.clamp(bin, 0, BINS - 1)]++;
        }
        var bins = new ArrayList<Bin>();
        for (int i = 0; i < BINS; i++) {
            bins.add(new Bin(max * i / BINS, max * (i + 1) / BINS, counts[i]));
        }
        int n = points.size();
        double mean = points.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double median = n == 0 ? 0 : (points.get((n - 1) / 2) + points.get(n / 2)) / 2;
        return new Distribution(bins, mean, median);
    }

    int highest() {
        return bins.stream().mapToInt(Bin::count).max().orElse(0);
    }

    /// The height of a bar in a chart that is `height` high.
    double height(Bin bin, double height) {
        return highest() == 0 ? 0 : height * bin.count() / highest();
    }
}
