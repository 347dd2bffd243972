package loopback.book;

import java.util.List;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Treeprocessor;
import org.jsoup.parser.Parser;

/// Numbers the figures of a text, which are its pictures, drawn by PlantUML or from letters, and
/// leaves out of its scripts what only starts them.
final class Figures extends Treeprocessor {

    private static final String JBANG = "///usr/bin/env jbang";
    private static final List<String> FIGURES = List.of("image", "literal");

    @Override
    public Document process(Document document) {
        int figure = 0;
        for (var block : document.findBy(java.util.Map.of())) {
            if (block.getContext().equals("listing")) {
                // On paper it moves to the next page rather than being cut in two.
                block.setAttribute("unbreakable-option", "", true);
                leaveOutHeader((Block) block);
            }
            if (FIGURES.contains(block.getContext()) && block.getTitle() != null) {
                figure++;
                number(block, figure);
            }
        }
        return document;
    }

    /// The header of a script ends with its first empty line.
    private static void leaveOutHeader(Block listing) {
        var lines = listing.getLines();
        if (!lines.isEmpty() && lines.getFirst().startsWith(JBANG)) {
            listing.setLines(lines.subList(lines.indexOf("") + 1, lines.size()));
        }
    }

    private static void number(StructuralNode block, int figure) {
        // The title comes converted, and is converted once more.
        var title = Parser.unescapeEntities(block.getTitle(), false);
        block.setTitle("Figure " + figure + ". " + title);
    }
}
