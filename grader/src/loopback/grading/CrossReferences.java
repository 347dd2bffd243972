package loopback.grading;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The references from one text to another, where only some of the texts are handed out.
final class CrossReferences {

    /// `xref:../04-timeouts/README.adoc#q-x[lesson 4]`; an address with a scheme is none.
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "\\b(?:xref|link):([^\\s\\[\\]:#]+)(?:#[^\\s\\[\\]]*)?\\[((?:\\\\]|[^]])*)]");

    /// The text in which a reference to what is not there is only what it says.
    ///
    /// @param name of the text, as a path with slashes
    /// @param there the names of everything that is there
    static String within(String text, String name, Set<String> there) {
        var folder = Path.of(name).resolveSibling("");
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> {
                    var target = folder.resolve(found.group(1)).normalize().toString();
                    var words = found.group(2).replace("\\]", "]");
                    return Matcher.quoteReplacement(
                            there.contains(target.replace('\\', '/'))
                                    ? found.group()
                                    : words.isEmpty() ? found.group(1) : words);
                });
    }

    private CrossReferences() {}
}
