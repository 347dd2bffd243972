package loopback.book;

import java.util.Map;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Name;
import org.asciidoctor.extension.Reader;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;

/// `[plantuml,alt="…"]`: a picture, drawn from the text of the block.
@Name("plantuml")
@Contexts({Contexts.LITERAL, Contexts.LISTING})
@ContentModel(ContentModel.RAW)
final class DiagramBlock extends BlockProcessor {

    private final Diagrams diagrams;

    DiagramBlock(Diagrams diagrams) {
        this.diagrams = diagrams;
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        if (!attributes.containsKey("alt")) {
            log(
                    new LogRecord(
                            Severity.WARN,
                            "a diagram lacks alt=\"…\", which says the same in words"));
        }
        attributes.put("target", diagrams.draw(reader.read()).toString());
        return createBlock(parent, "image", "", attributes);
    }
}
