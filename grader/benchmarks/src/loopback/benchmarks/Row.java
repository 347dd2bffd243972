package loopback.benchmarks;

import java.util.SortedMap;

/// What was measured of a subject, under a condition, in a round.
record Row(int round, String subject, String condition, SortedMap<String, Double> figures) {}
