package loopback.intake;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a file was meant to be called: by whoever has saved a copy, typed a letter of another
/// alphabet that looks the same, or did not mind upper and lower case.
final class FileNameRepair {

    /// How browsers and systems call a copy: `Echo (1)`, `Echo - Copy`, `Echo copy 2`, `Copy of Echo`,
    /// and the same in German, French and Spanish.
    private static final Pattern COPY =
            Pattern.compile(
                    "(?iu)(?:(?:copy of|kopie von|copie de|copia de) )?"
                            + "(?<name>[\\p{L}\\p{N}_$]+)"
                            + "(?: ?[-–]? ?(?:copy|kopie|copie|copia))?"
                            + "(?: ?\\(\\d{1,3}\\)|[ -]\\d{1,3})?");

    /// Letters of the Cyrillic and the Greek alphabet, and the Latin ones that they look like.
    private static final Map<Integer, Integer> LATIN =
            pairs(
                    "аaеeоoрpсcхxуyіiјjѕsԁdһhАAВBЕEКKМMНHОOРPСCТTХXУYІIЈJЅS"
                            + "οoΟOΑAΒBΕEΖZΗHΙIΚKΜMΝNΡPΤTΥYΧXνvρpαa");

    private static Map<Integer, Integer> pairs(String letters) {
        var all = letters.codePoints().toArray();
        return java.util.stream.IntStream.range(0, all.length / 2)
                .boxed()
                .collect(Collectors.toMap(i -> all[2 * i], i -> all[2 * i + 1]));
    }

    /// The name without what makes it the name of a copy, and in Latin letters.
    static String plain(String name) {
        var copy = COPY.matcher(latin(name));
        return copy.matches() ? copy.group("name") : latin(name);
    }

    /// The name in the letters that it seems to be written in.
    static String latin(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .map(c -> LATIN.getOrDefault(c, c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// Which of these names was meant, if one was.
    static Optional<String> meant(String name, Collection<String> known) {
        var plain = plain(name);
        return known.stream().filter(plain::equalsIgnoreCase).findFirst();
    }

    /// A word of a text that looks like a name and is another, if there is one.
    static Optional<String> lookalikeIn(String text, String name) {
        int start = -1;
        for (int at = 0; at <= text.length(); at++) {
            boolean inWord = at < text.length() && Character.isJavaIdentifierPart(text.charAt(at));
            if (inWord && start < 0) {
                start = at;
            } else if (!inWord && start >= 0) {
                if (at - start == name.length()) {
                    var word = text.substring(start, at);
                    if (word.chars().anyMatch(c -> c > 127) && latin(word).equals(name)) {
                        return Optional.of(word);
                    }
                }
                start = -1;
            }
        }
        return Optional.empty();
    }

    private FileNameRepair() {}
}
