package loopback.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import loopback.course.CourseException;
import loopback.course.Files;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.XmlDeclaration;

/// Pictures from text: PlantUML draws them, in a folder where each is drawn once.
record Diagrams(Path folder) {

    private static final Pattern COLOUR = Pattern.compile("#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\\b");
    private static final String STYLE =
            """
            skinparam defaultFontName sans-serif
            skinparam shadowing false
            """;

    /// The file with the picture that a text describes.
    Path draw(String description) {
        var source = "@startuml\n" + STYLE + description + "\n@enduml\n";
        var file = folder.resolve(Fingerprint.of(source) + ".svg");
        if (!java.nio.file.Files.exists(file)) {
            var picture = new ByteArrayOutputStream();
            try {
                var drawn =
                        new SourceStringReader(source)
                                .outputImage(picture, new FileFormatOption(FileFormat.SVG));
                if (drawn == null || drawn.getDescription().contains("rror")) {
                    throw new CourseException("PlantUML does not understand:\n" + description);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Files.write(file, picture.toString(UTF_8));
        }
        return file;
    }

    /// A picture as an element of a page: its colours are those of the page, light or dark.
    ///
    /// @param words says the same to a reader who cannot see it
    static Element inline(Path file, String words) {
        var svg = Jsoup.parseBodyFragment(Files.read(file)).expectFirst("svg");
        svg.select("title").remove();
        svg.childNodes().stream()
                .filter(XmlDeclaration.class::isInstance)
                .toList()
                .forEach(Node::remove);
        for (var each : svg.getAllElements()) {
            for (var attribute : each.attributes().asList()) {
                if (attribute.getKey().matches("id|data-.*|xmlns:.*")) {
                    each.removeAttr(attribute.getKey());
                }
            }
            recolour(each);
        }
        for (var attribute :
                Set.of("style", "zoomandpan", "contentstyletype", "preserveaspectratio")) {
            svg.attributes().removeIgnoreCase(attribute);
        }
        return svg.attr("role", "img").attr("aria-label", words);
    }

    private static void recolour(Element shape) {
        var fill = COLOUR.matcher(shape.attr("fill"));
        if (fill.matches()) {
            if (isDark(fill.group(1))) {
                shape.attr("fill", "currentColor");
            } else {
                shape.removeAttr("fill").addClass(isYellow(fill.group(1)) ? "note" : "box");
            }
        }
        for (var name : Set.of("style", "stroke")) {
            if (shape.hasAttr(name)) {
                shape.attr(name, COLOUR.matcher(shape.attr(name)).replaceAll("currentColor"));
            }
        }
    }

    private static boolean isDark(String colour) {
        return part(colour, 0) + part(colour, 1) + part(colour, 2) < 3 * 128;
    }

    private static boolean isYellow(String colour) {
        return part(colour, 0) - part(colour, 2) > 16;
    }

    private static int part(String colour, int i) {
        return colour.length() == 3
                ? 17 * Integer.parseInt(colour.substring(i, i + 1), 16)
                : Integer.parseInt(colour.substring(2 * i, 2 * i + 2), 16);
    }
}
