package loopback.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import loopback.course.CourseException;
import loopback.course.FileIo;
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
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    /// What a page calls 1rem, in pixels: a picture grows with the letters of its page.
    private static final double SIZE = 17;

    private static final String STYLE =
            """
            skinparam defaultFontName sans-serif
            skinparam defaultFontSize 17
            skinparam shadowing false
            """;

    /// The file with the picture that a text describes.
    Path draw(String description) {
        var source = "@startuml\n" + STYLE + description + "\n@enduml\n";
        var file = folder.resolve(Fingerprint.of(source) + ".svg");
        if (!Files.exists(file)) {
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
            FileIo.write(file, picture.toString(UTF_8));
        }
        return file;
    }

    /// A picture as an element of a page: its colours are those of the page, light or dark.
    ///
    /// @param words says the same to a reader who cannot see it
    static Element inline(Path file, String words) {
        var svg = Jsoup.parseBodyFragment(FileIo.read(file)).expectFirst("svg");
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
        letters(svg);
        for (var side : Set.of("width", "height")) {
            var pixels = Double.parseDouble(svg.attr(side).replace("px", ""));
            svg.attr(side, String.format(Locale.ROOT, "%.2frem", pixels / SIZE));
        }
        for (var attribute :
                Set.of("style", "zoomandpan", "contentstyletype", "preserveaspectratio")) {
            svg.attributes().removeIgnoreCase(attribute);
        }
        return svg.attr("role", "img").attr("aria-label", words);
    }

    /// PlantUML has measured each text in a font of this machine: the reader's is not stretched to
    /// that, but stands in the middle of it.
    private static void letters(Element svg) {
        var shapes = svg.select(".box, .note").stream().map(Diagrams::bounds).toList();
        svg.select("[font-family]").removeAttr("font-family");
        svg.select("[lengthAdjust], [lengthadjust]").removeAttr("lengthAdjust");
        for (var text : svg.select("text")) {
            double x = number(text, "x") + number(text, "textLength") / 2;
            double y = number(text, "y");
            text.attributes().removeIgnoreCase("textLength");
            text.attr("x", String.format(Locale.ROOT, "%.1f", x)).attr("text-anchor", "middle");
            if (shapes.stream().noneMatch(shape -> shape.contains(x, y))) {
                text.addClass("label");
                // Its background covers the lines that were drawn before, but not its own arrow.
                var group = Objects.requireNonNull(text.parent());
                if (group.hasClass("message")) {
                    group.prependChild(text);
                }
            }
        }
    }

    private static Rectangle2D bounds(Element shape) {
        if (shape.normalName().equals("rect")) {
            return new Rectangle2D.Double(
                    number(shape, "x"),
                    number(shape, "y"),
                    number(shape, "width"),
                    number(shape, "height"));
        }
        var bounds = new Rectangle2D.Double();
        var points = NUMBER.matcher(shape.attr("points") + shape.attr("d")).results().iterator();
        boolean first = true;
        while (points.hasNext()) {
            double x = Double.parseDouble(points.next().group());
            double y = points.hasNext() ? Double.parseDouble(points.next().group()) : 0;
            if (first) {
                bounds.setRect(x, y, 0, 0);
                first = false;
            } else {
                bounds.add(x, y);
            }
        }
        return bounds;
    }

    private static double number(Element shape, String attribute) {
        var text = shape.attributes().getIgnoreCase(attribute);
        return text.isEmpty() ? 0 : Double.parseDouble(text);
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
