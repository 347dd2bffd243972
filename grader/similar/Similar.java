///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS de.jplag:jplag:6.0.0
//DEPS de.jplag:java:6.0.0
//DEPS org.slf4j:slf4j-nop:2.0.17

// SPDX-License-Identifier: GPL-3.0-only
// This script uses JPlag, which is under the GPL, and is under it as well. The course runs it as a
// program of its own and reads the file that it writes.

import com.fasterxml.jackson.databind.ObjectMapper;
import de.jplag.JPlag;
import de.jplag.JPlagComparison;
import de.jplag.Match;
import de.jplag.Submission;
import de.jplag.java.JavaLanguage;
import de.jplag.options.JPlagOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Compares submissions with one another: `Similar SUBMISSIONS STARTERS RESULTS/similar.json`.
///
/// SUBMISSIONS holds a folder per student, named by the student's id. What the starters give to
/// everybody does not count.
public class Similar {

    /// Fewer equal tokens in a row say nothing in files this small.
    private static final int TOKENS = 9;

    private static final int PAIRS = 50;

    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            System.err.println("Similar SUBMISSIONS STARTERS OUT: two folders and a file");
            System.exit(2);
        }
        var options =
                new JPlagOptions(new JavaLanguage(), Set.of(new File(args[0])), Set.of())
                        .withBaseCodeSubmissionDirectory(new File(args[1]))
                        .withMinimumTokenMatch(TOKENS);
        var pairs =
                JPlag.run(options).getAllComparisons().stream()
                        .sorted(Comparator.comparingDouble(JPlagComparison::similarity).reversed())
                        .limit(PAIRS)
                        .filter(pair -> pair.similarity() > 0)
                        .map(Similar::pair)
                        .toList();
        var found = new LinkedHashMap<String, Object>();
        found.put("found", "JPlag 6.0.0, at least " + TOKENS + " tokens in a row, without the starters");
        found.put("pairs", pairs);
        var out = Path.of(args[2]).toAbsolutePath();
        var whole = out.resolveSibling(out.getFileName() + ".tmp");
        Files.writeString(whole, new ObjectMapper().writeValueAsString(found) + "\n");
        Files.move(whole, out, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        System.out.println(pairs.size() + " pairs: " + args[2]);
    }

    private static Map<String, Object> pair(JPlagComparison comparison) {
        var pair = new LinkedHashMap<String, Object>();
        pair.put("first", comparison.firstSubmission().getName());
        pair.put("second", comparison.secondSubmission().getName());
        pair.put("similarity", comparison.similarity());
        var first = comparison.firstSubmission();
        var second = comparison.secondSubmission();
        pair.put(
                "places",
                comparison.matches().stream()
                        .sorted(Comparator.comparingInt(Match::length).reversed())
                        .map(match -> {
                            var place = new LinkedHashMap<String, Object>();
                            lines(place, "first", first, match.startOfFirst(), match.length());
                            lines(place, "second", second, match.startOfSecond(), match.length());
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
