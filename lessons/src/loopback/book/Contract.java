package loopback.book;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// The contract of an exercise as a part of its page, rendered from its doc comments.
final class Contract {

    private static final Parser MARKDOWN = Parser.builder().build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder().build();

    /// A link of a doc comment to a declaration, such as `[IOException]` or `[#close]`.
    private static final Pattern REFERENCE = Pattern.compile("\\[#?([\\w.()]+)\\](?![\\[(])");

    private static final Pattern TAG = Pattern.compile("(?m)^@(param|return|throws) ");

    /// The contract in AsciiDoc: signatures as listings, comments passed through as HTML.
    static String of(List<Sources.Declaration> declarations) {
        var text = new StringBuilder(passed(described(declarations.getFirst().comment())));
        for (var declaration : declarations) {
            if (declaration != declarations.getFirst()) {
                text.append("[source,java]\n----\n")
                        .append(declaration.signature())
                        .append("\n----\n\n")
                        .append(passed(described(declaration.comment())));
            }
        }
        return text.toString();
    }

    private static String passed(String html) {
        return html.isEmpty() ? "" : "++++\n" + html + "++++\n\n";
    }

    /// What a comment says in sentences, then what it says under tags.
    private static String described(String comment) {
        var tags = new ArrayList<Integer>();
        TAG.matcher(comment).results().forEach(tag -> tags.add(tag.start()));
        if (tags.isEmpty()) {
            return html(comment);
        }
        var html = new StringBuilder(html(comment.substring(0, tags.getFirst())));
        html.append("<dl class=\"tags\">\n");
        for (int i = 0; i < tags.size(); i++) {
            int end = i + 1 < tags.size() ? tags.get(i + 1) : comment.length();
            html.append(tag(comment.substring(tags.get(i), end).strip()));
        }
        return html.append("</dl>\n").toString();
    }

    private static String tag(String text) {
        var words = text.split("\\s+", text.startsWith("@return") ? 2 : 3);
        var term =
                switch (words[0]) {
                    case "@param" -> "<code>" + words[1] + "</code>";
                    case "@throws" -> "throws <code>" + words[1] + "</code>";
                    default -> "returns";
                };
        return "<dt>" + term + "</dt>\n<dd>" + html(words[words.length - 1]) + "</dd>\n";
    }

    private static String html(String markdown) {
        return HTML.render(MARKDOWN.parse(REFERENCE.matcher(markdown).replaceAll("`$1`")));
    }

    private Contract() {}
}
