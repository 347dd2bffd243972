package loopback.book;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Logger;
import loopback.course.CourseException;
import loopback.course.FileIo;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// Asciidoctor as the book uses it: it draws diagrams, numbers figures and forgives nothing.
///
/// Making one costs more than a dozen pages do, so it is kept for as long as pages may be asked for.
final class AsciiDoc implements AutoCloseable {

    /// What it logs is collected here; nobody needs it twice.
    private static final Logger LOGGER = Logger.getLogger("asciidoctor");

    static {
        LOGGER.setUseParentHandlers(false);
    }

    private final Asciidoctor asciidoctor = Asciidoctor.Factory.create();
    private final List<String> complaints = new ArrayList<>();

    AsciiDoc(Diagrams diagrams) {
        var extensions = asciidoctor.javaExtensionRegistry();
        extensions.block(new DiagramBlock(diagrams));
        extensions.treeprocessor(new Figures());
        asciidoctor.registerLogHandler(this::note);
    }

    private void note(LogRecord said) {
        if (said.getSeverity().compareTo(Severity.WARN) >= 0) {
            var line = said.getCursor() == null ? "" : "line " + said.getCursor().getLineNumber();
            complaints.add(line + ": " + said.getMessage());
        }
    }

    /// The body of a text in HTML.
    ///
    /// @param folder where its includes are
    /// @param name what to call it when something is wrong with it
    Element html(String text, Path folder, String name) {
        var attributes =
                Attributes.builder()
                        .attribute("attribute-missing", "warn")
                        .attribute("showtitle")
                        .attribute("sectids")
                        .attribute("source-highlighter", "rouge")
                        .attribute("rouge-css", "class")
                        .build();
        var options = options(attributes, folder).build();
        return Jsoup.parseBodyFragment(checked(name, () -> asciidoctor.convert(text, options)))
                .body();
    }

    /// Writes a text as a PDF.
    void pdf(Path text, Path file) {
        asciidoctor.requireLibrary("asciidoctor-pdf");
        var attributes =
                Attributes.builder()
                        .attribute("attribute-missing", "warn")
                        .attribute("source-highlighter", "rouge")
                        .build();
        var options =
                options(attributes, FileIo.folderOf(text))
                        .backend("pdf")
                        .toFile(file.toFile())
                        .mkDirs(true)
                        .build();
        checked(
                text.getFileName().toString(),
                () -> String.valueOf(asciidoctor.convertFile(text.toFile(), options)));
    }

    private static org.asciidoctor.OptionsBuilder options(Attributes attributes, Path folder) {
        return Options.builder()
                .safe(SafeMode.UNSAFE)
                .baseDir(folder.toAbsolutePath().toFile())
                .attributes(attributes);
    }

    private String checked(String name, Supplier<String> conversion) {
        complaints.clear();
        var converted = conversion.get();
        if (!complaints.isEmpty()) {
            throw new CourseException(name + " " + String.join("\n" + name + " ", complaints));
        }
        return converted;
    }

    @Override
    public void close() {
        asciidoctor.close();
    }
}
