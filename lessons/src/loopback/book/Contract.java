package loopback.book;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// The contract of an exercise: its doc comments, which are in Markdown, in AsciiDoc.
final class Contract {

    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /// A link of a doc comment to a declaration, such as `[IOException]` or `[#close]`.
    private static final Pattern REFERENCE = Pattern.compile("\\[#?([\\w.()]+)\\](?![\\[(:])");

    /// Where a link is defined that the text names by its label, such as `[919]: https://…`.
    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([^]]+)]: ");

    private static final Pattern TAG = Pattern.compile("(?m)^@(param|return|throws) ");

    static String of(List<JavaSources.Declaration> declarations) {
        var text = new StringBuilder(described(declarations.getFirst().comment()));
        for (var declaration : declarations.subList(1, declarations.size())) {
            text.append("[source.signature,java]\n----\n")
                    .append(declaration.signature())
                    .append("\n----\n\n")
                    .append(described(declaration.comment()));
        }
        return text.toString();
    }

    /// What a comment says in sentences, then what it says under tags.
    private static String described(String comment) {
        var tags = new ArrayList<Integer>();
        TAG.matcher(comment).results().forEach(tag -> tags.add(tag.start()));
        if (tags.isEmpty()) {
            return asciidoc(comment);
        }
        var text = new StringBuilder(asciidoc(comment.substring(0, tags.getFirst())));
        text.append("[.tags]\n");
        for (int i = 0; i < tags.size(); i++) {
            int end = i + 1 < tags.size() ? tags.get(i + 1) : comment.length();
            text.append(tag(comment.substring(tags.get(i), end).strip()));
        }
        return text.append("\n").toString();
    }

    private static String tag(String text) {
        var words = text.split("\\s+", text.startsWith("@return") ? 2 : 3);
        var term =
                switch (words[0]) {
                    case "@param" -> "`" + words[1] + "`";
                    case "@throws" -> "throws `" + words[1] + "`";
                    default -> "returns";
                };
        return term + "::\n" + asciidoc(words[words.length - 1]).strip() + "\n";
    }

    private static String asciidoc(String markdown) {
        var defined =
                DEFINITION
                        .matcher(markdown)
                        .results()
                        .map(definition -> definition.group(1))
                        .collect(Collectors.toSet());
        var text =
                REFERENCE
                        .matcher(markdown)
                        .replaceAll(reference ->
                                defined.contains(reference.group(1))
                                        ? "$0"
                                        : "`" + Matcher.quoteReplacement(reference.group(1)) + "`");
        var writer = new Writer();
        MARKDOWN.parse(text).accept(writer);
        return writer.text.toString();
    }

    /// Writes what doc comments consist of; their text passes unchanged, whatever it contains.
    private static final class Writer extends AbstractVisitor {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void visit(Paragraph paragraph) {
            visitChildren(paragraph);
            text.append(paragraph.getParent() instanceof ListItem ? "\n" : "\n\n");
        }

        @Override
        public void visit(ListItem item) {
            text.append("* ");
            visitChildren(item);
            if (item.getNext() == null) {
                text.append("\n");
            }
        }

        @Override
        public void visit(CustomBlock table) {
            text.append("[.contract%autowidth]\n|===\n");
            visitChildren(table);
            text.append("|===\n\n");
        }

        @Override
        public void visit(CustomNode part) {
            switch (part) {
                case TableCell _ -> {
                    int begin = text.length();
                    visitChildren(part);
                    var cell = text.substring(begin).replace("|", "\\|");
                    text.replace(begin, text.length(), "| " + cell + "\n");
                }
                case TableHead _ -> { // A blank line makes its row the heads of the columns.
                    visitChildren(part);
                    oneLine();
                }
                default -> visitChildren(part);
            }
        }

        /// AsciiDoc takes the first row for the head if its cells stand on one line.
        private void oneLine() {
            int begin = text.lastIndexOf("|===\n") + "|===\n".length();
            var heads = text.substring(begin).strip().replace("\n", " ");
            text.replace(begin, text.length(), heads + "\n\n");
        }

        @Override
        public void visit(Text words) {
            text.append(passed(words.getLiteral()));
        }

        @Override
        public void visit(Code code) {
            text.append("``").append(passed(code.getLiteral())).append("``");
        }

        @Override
        public void visit(Link link) {
            text.append("link:").append(link.getDestination()).append("[");
            for (Node child = link.getFirstChild(); child != null; child = child.getNext()) {
                text.append(child instanceof Text words ? words.getLiteral() : "");
            }
            text.append("]");
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            text.append("\n");
        }

        private static String passed(String literal) {
            return "pass:c[" + literal.replace("]", "\\]") + "]";
        }
    }

    private Contract() {}
}
