///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS de.jplag:jplag:6.0.0
//DEPS de.jplag:java:6.0.0
//DEPS org.slf4j:slf4j-nop:2.0.17
//RUNTIME_OPTIONS -Xmx1g -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC

// SPDX-License-Identifier: GPL-3.0-only
// This script uses JPlag, which is under the GPL, and is under it as well. The course runs it as a
// program of its own and reads the file that it writes.

import com.fasterxml.jackson.databind.ObjectMapper;
import de.jplag.JPlag;
import de.jplag.JPlagComparison;
import de.jplag.JPlagResult;
import de.jplag.Match;
import de.jplag.Submission;
import de.jplag.exceptions.SubmissionException;
import de.jplag.java.JavaLanguage;
import de.jplag.options.JPlagOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Compares submissions with one another: `Similar SUBMISSIONS STARTERS FOUND.json`.
///
/// SUBMISSIONS holds a folder per student, named by the student's id. What the starters give to
/// everybody does not count.
public class Similar {

    /// Fewer equal tokens in a row say nothing in files this small.
    private static final int TOKENS = 9;

    private static final int PAIRS = 50;

    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            System.err.println("Similar SUBMISSIONS STARTERS FOUND.json: two folders and a file");
            System.exit(2);
        }
        var options =
                new JPlagOptions(new JavaLanguage(), Set.of(new File(args[0])), Set.of())
                        .withBaseCodeSubmissionDirectory(new File(args[1]))
                        .withMinimumTokenMatch(TOKENS);
        var found = new LinkedHashMap<String, Object>();
        found.put("found", "JPlag 6.0.0, at least " + TOKENS + " tokens in a row, without the starters");
        try {
            var result = JPlag.run(options);
            found.put("leftOut", leftOut(result));
            found.put("pairs", pairs(result));
        } catch (SubmissionException e) { // Fewer than two are left.
            found.put("leftOut", Map.of("everybody", e.getMessage()));
            found.put("pairs", List.of());
        }
        var out = Path.of(args[2]).toAbsolutePath();
        var whole = out.resolveSibling(out.getFileName() + ".tmp");
        Files.writeString(whole, new ObjectMapper().writeValueAsString(found) + "\n");
        Files.move(whole, out, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, String> leftOut(JPlagResult result) {
        var leftOut = new TreeMap<String, String>();
        for (var submission : result.getSubmissions().getInvalidSubmissions()) {
            leftOut.put(
                    submission.getName(),
                    switch (submission.getState()) {
                        case TOO_SMALL -> "it has fewer than " + TOKENS + " tokens";
                        case NOTHING_TO_PARSE -> "it has no sources";
                        default -> "its sources cannot be read as Java";
                    });
        }
        return leftOut;
    }

    private static List<Map<String, Object>> pairs(JPlagResult result) {
        return result.getAllComparisons().stream()
                .filter(pair -> pair.similarity() > 0)
                .sorted(
                        Comparator.comparingDouble(JPlagComparison::similarity)
                                .reversed()
                                .thenComparing(Similar::names))
                .limit(PAIRS)
                .map(Similar::pair)
                .toList();
    }

    private static String names(JPlagComparison pair) {
        return isInOrder(pair)
                ? pair.firstSubmission().getName() + " " + pair.secondSubmission().getName()
                : pair.secondSubmission().getName() + " " + pair.firstSubmission().getName();
    }

    /// Which of two comes first is chance otherwise.
    private static boolean isInOrder(JPlagComparison pair) {
        return pair.firstSubmission().getName().compareTo(pair.secondSubmission().getName()) < 0;
    }

    private static Map<String, Object> pair(JPlagComparison comparison) {
        boolean inOrder = isInOrder(comparison);
        var one = inOrder ? "first" : "second";
        var other = inOrder ? "second" : "first";
        var pair = new LinkedHashMap<String, Object>();
        pair.put(one, comparison.firstSubmission().getName());
        pair.put(other, comparison.secondSubmission().getName());
        pair.put("similarity", comparison.similarity());
        pair.put(
                "places",
                comparison.matches().stream()
                        .sorted(
                                Comparator.comparingInt(Match::length)
                                        .reversed()
                                        .thenComparing(Match::startOfFirst))
                        .map(match -> {
                            var first = comparison.firstSubmission();
                            var second = comparison.secondSubmission();
                            var place = new LinkedHashMap<String, Object>();
                            lines(place, one, first, match.startOfFirst(), match.length());
                            lines(place, other, second, match.startOfSecond(), match.length());
                            return place;
                        })
                        .toList());
        return pair;
    }

    private static void lines(
            Map<String, Object> place, String which, Submission submission, int start, int length) {
        var tokens = submission.getTokenList();
        var file = tokens.get(start).getFile().toPath();
        place.put(which + "File", submission.getRoot().toPath().relativize(file).toString());
        place.put(which + "From", tokens.get(start).getLine());
        place.put(which + "To", tokens.get(start + length - 1).getLine());
    }
}
