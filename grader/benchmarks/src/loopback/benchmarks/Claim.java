package loopback.benchmarks;

import java.util.List;

/// What is compared, what was hoped for, and what was found, round by round.
record Claim(String what, String wanted, Sample ratios) {

    /// The table of those for which something was found.
    static String table(List<Claim> claims) {
        return Table.of(
                "What was to be reached, and what was",
                "4,^2,^3,^3,^1",
                List.of("figure", "wanted", "found", "95 % interval of the mean", "rounds"),
                claims.stream().filter(claim -> !claim.ratios.isEmpty()).map(Claim::row).toList());
    }

    private List<String> row() {
        return List.of(
                what,
                wanted,
                ratios.text(),
                ratios.interval(),
                String.valueOf(ratios.values().length));
    }
}
