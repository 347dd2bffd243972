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
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares submissions with one another: `Similar SUBMISSIONS STARTERS FOUND.json`.
///
/// SUBMISSIONS holds a folder for each thing that is compared by itself, an exercise or all of them,
/// and in it a folder per student. What the starters give to everybody does not count.
public class Similar {

    /// Fewer equal tokens in a row say nothing in files this small.
    private static final int TOKENS = 9;

    /// So many have to be in both. Two right solutions of the shorter exercises, written by people who
    /// have not seen each other's, have up to 13 of them in common.
    private static final int EQUAL = 20;

    /// As much of the shorter one has to be in the other. It is the greater of the two shares: what
    /// was added to a copy does not hide it. Right solutions that are built differently have 30 %.
    private static final double SHARE = 0.6;

    /// What so many of a class have found is the usual solution, and nobody's.
    private static final double USUAL = 0.2;

    private static final int PAIRS = 50;

    private final Map<String, Map<String, Object>> nearest = new TreeMap<>();
    private final Set<String> compared = new TreeSet<>();
    private final Map<String, String> leftOut = new TreeMap<>();

    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            System.err.println("Similar SUBMISSIONS STARTERS FOUND.json: two folders and a file");
            System.exit(2);
        }
        var similar = new Similar();
        var groups = new File(args[0]).listFiles(File::isDirectory);
        Arrays.sort(groups);
        for (var group : groups) {
            similar.compare(group, new File(args[1]));
        }
        similar.write(Path.of(args[2]).toAbsolutePath());
    }

    private void compare(File group, File starters) throws Exception {
        var options =
                new JPlagOptions(new JavaLanguage(), Set.of(group), Set.of())
                        .withBaseCodeSubmissionDirectory(starters)
                        .withMinimumTokenMatch(TOKENS);
        JPlagResult result;
        try {
            result = JPlag.run(options);
        } catch (SubmissionException e) {
            for (var each : group.listFiles(File::isDirectory)) { // Fewer than two are left.
                leftOut.putIfAbsent(each.getName(), "there is nothing to compare it with");
            }
            return;
        }
        for (var submission : result.getSubmissions().getSubmissions()) {
            if (own(submission) >= EQUAL) {
                compared.add(submission.getName());
            } else {
                leftOut.put(submission.getName(), "it has little of its own");
            }
        }
        for (var submission : result.getSubmissions().getInvalidSubmissions()) {
            leftOut.put(submission.getName(), why(submission));
        }
        var near = result.getAllComparisons().stream().filter(pair -> share(pair) >= SHARE).toList();
        var others = new TreeMap<String, Integer>();
        for (var pair : near) {
            others.merge(pair.firstSubmission().getName(), 1, Integer::sum);
            others.merge(pair.secondSubmission().getName(), 1, Integer::sum);
        }
        double usual = Math.max(3, USUAL * result.getSubmissions().numberOfSubmissions());
        for (var pair : near) {
            if (Math.max(
                            others.get(pair.firstSubmission().getName()),
                            others.get(pair.secondSubmission().getName()))
                    <= usual) {
                nearest.merge(
                        names(pair),
                        pair(pair),
                        (a, b) -> similarity(a) >= similarity(b) ? a : b);
            }
        }
    }

    private static String why(Submission submission) {
        return switch (submission.getState()) {
            case TOO_SMALL -> "it has fewer than " + TOKENS + " tokens";
            case NOTHING_TO_PARSE -> "it has no sources";
            default -> "its sources cannot be read as Java";
        };
    }

    /// How many tokens are not the starters', nor the end of a file.
    private static int own(Submission submission) {
        int given =
                submission.hasBaseCodeMatches()
                        ? submission.getBaseCodeComparison().getNumberOfMatchedTokens()
                        : 0;
        return submission.getNumberOfTokens() - submission.getFiles().size() - given;
    }

    /// How much of the one of which more is in the other; nothing if that is too little to tell.
    private static double share(JPlagComparison pair) {
        int least = Math.min(own(pair.firstSubmission()), own(pair.secondSubmission()));
        int equal = pair.getNumberOfMatchedTokens();
        return equal < EQUAL ? 0 : Math.min(1, 1.0 * equal / Math.max(EQUAL, least));
    }

    private static double similarity(Map<String, Object> pair) {
        return (double) pair.get("similarity");
    }

    private void write(Path out) throws Exception {
        var found = new LinkedHashMap<String, Object>();
        found.put(
                "found",
                "JPlag 6.0.0, at least "
                        + TOKENS
                        + " tokens in a row, without the starters, and "
                        + Math.round(SHARE * 100)
                        + " % of the shorter one");
        leftOut.keySet().removeAll(compared);
        found.put("leftOut", leftOut);
        found.put(
                "pairs",
                nearest.values().stream()
                        .sorted(Comparator.comparingDouble(Similar::similarity).reversed())
                        .limit(PAIRS)
                        .toList());
        var whole = out.resolveSibling(out.getFileName() + ".tmp");
        Files.writeString(whole, new ObjectMapper().writeValueAsString(found) + "\n");
        Files.move(whole, out, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
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
        pair.put("similarity", share(comparison));
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
