package loopback.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A sentence of a contract.
///
/// @param member the class or member that it belongs to, by its simple name
/// @param text with single spaces
public record Sentence(String member, String text) {

    /// The sentences of the doc comments of the public declarations of a source file, in their order.
    public static List<Sentence> of(Path source) {
        var sentences = new ArrayList<Sentence>();
        DocComments.of(source)
                .forEach((declaration, comment) -> {
                    var name = declaration.replaceAll("\\(.*", "").replaceAll(".*\\.", "");
                    Prose.sentences(comment)
                            .forEach(text -> sentences.add(new Sentence(name, text)));
                });
        return sentences;
    }

    /// Whether a quotation is from this sentence. One that begins with the member's name and a colon
    /// tells sentences apart that two members share.
    boolean has(String quotation) {
        return toString().contains(quotation.strip().replaceAll("\\s+", " "));
    }

    @Override
    public String toString() {
        return member + ": " + text;
    }
}
