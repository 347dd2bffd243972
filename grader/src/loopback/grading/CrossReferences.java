package loopback.grading;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The references from one text to another, where only some of the texts are handed out.
final class CrossReferences {

    /// `xref:../04-timeouts/README.adoc#q-x[lesson 4]`; an address with a scheme is none.
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "\\b(?:xref|link):([^\\s\\[\\]:#]+)(?:#[^\\s\\[\\]]*)?\\[((?:\\\\]|[^]])*)]");

    /// `:1: xref:01-addresses/README.adoc`, which a text goes on to use as `{1}#_six_words[lesson 1]`.
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?m)^:([\\w-]+):[ \\t]+(?:xref|link):(\\S+)[ \\t]*$");

    private static final Pattern USE =
            Pattern.compile("\\{([\\w-]+)}(?:#[^\\s\\[\\]]*)?\\[((?:\\\\]|[^]])*)]");

    /// The text in which a reference to what is not there is only what it says.
    ///
    /// @param name of the text, as a path with slashes
    /// @param there the names of everything that is there
    static String within(String text, String name, Set<String> there) {
        var folder = Path.of(name).resolveSibling("");
        var gone = new HashSet<String>();
        for (var found : (Iterable<MatchResult>) ATTRIBUTE.matcher(text).results()::iterator) {
            if (!isThere(folder, found.group(2), there)) {
                gone.add(found.group(1));
            }
        }
        var used =
                USE.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(
                                        gone.contains(found.group(1))
                                                ? found.group(2).replace("\\]", "]")
                                                : found.group()));
        return REFERENCE
                .matcher(used)
                .replaceAll(found -> {
                    var words = found.group(2).replace("\\]", "]");
                    return Matcher.quoteReplacement(
                            isThere(folder, found.group(1), there)
                                    ? found.group()
                                    : words.isEmpty() ? found.group(1) : words);
                });
    }

    private static boolean isThere(Path folder, String target, Set<String> there) {
        return there.contains(folder.resolve(target).normalize().toString().replace('\\', '/'));
    }

    private CrossReferences() {}
}
