package loopback.picture;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import loopback.terminal.PrintableText;

/// Where what was expected and what was found part.
///
/// @param label what was compared, if the step says so
/// @param same what both begin with, cut from the left
/// @param expected how it should have gone on
/// @param found how it went on
public record Parting(String label, String same, String expected, String found) {

    private static final Pattern BOTH =
            Pattern.compile(
                    "(?s)(?<label>.*\\n)?expected  (?<expected>.*)\\nfound     (?<found>.*?)(\\nat .*)?");

    /// Characters of what is the same, and of each of the two.
    private static final int BEFORE = 12;

    private static final int ROOM = 24;

    /// The parting that a failure tells of, if it does.
    static Optional<Parting> of(String message) {
        var both = BOTH.matcher(message);
        if (!both.matches()) {
            return Optional.empty();
        }
        var label = both.group("label");
        return Optional.of(
                of(
                        label == null ? "" : PrintableText.line(label),
                        PrintableText.line(both.group("expected")),
                        PrintableText.line(both.group("found"))));
    }

    private static Parting of(String label, String expected, String found) {
        int common = 0;
        if (expected.startsWith("\"") && found.startsWith("\"")) {
            common = common(VisibleText.characters(expected), VisibleText.characters(found));
        }
        var same = expected.substring(0, common);
        var shown = fromTheLeft(same);
        int room = ROOM - shown.length();
        return new Parting(
                label,
                shown,
                VisibleText.cut(expected.substring(common), room),
                VisibleText.cut(found.substring(common), room));
    }

    /// How many characters of the text are the same, whole escapes only.
    private static int common(List<String> expected, List<String> found) {
        int length = 0;
        int most = Math.min(expected.size(), found.size());
        for (int i = 0; i < most && expected.get(i).equals(found.get(i)); i++) {
            length += expected.get(i).length();
        }
        return length;
    }

    private static String fromTheLeft(String same) {
        if (same.length() <= BEFORE) {
            return same;
        }
        var kept = new StringBuilder();
        for (var character : VisibleText.characters(same).reversed()) {
            if (kept.length() + character.length() >= BEFORE) {
                break;
            }
            kept.insert(0, character);
        }
        return "…" + kept;
    }
}
