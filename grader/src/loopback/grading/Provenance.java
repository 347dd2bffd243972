package loopback.grading;

import java.time.Instant;
import java.util.Map;

/// What marks rest on, so that they can be given again.
///
/// @param course the version of the course
/// @param jdk the version of the Java that ran the submissions
/// @param sandbox `full`, `partial` or `none`
/// @param sandboxMeans a sentence about that
/// @param limits the limits of each exercise, in words
/// @param seeds what chance began with in each exercise
/// @param specifications SHA-256 of each specification, by its path
/// @param workers how many submissions were run at once
public record Provenance(
        String course,
        String jdk,
        String sandbox,
        String sandboxMeans,
        Map<String, String> limits,
        Map<String, Long> seeds,
        Map<String, String> specifications,
        Instant started,
        int workers) {}
