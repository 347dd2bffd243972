package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import loopback.course.CourseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagramsTest {

    @TempDir private Path folder;

    @Test
    void a_picture_has_the_colours_of_its_page_and_says_what_it_shows() {
        var file = new Diagrams(folder).draw("alice -> bob : hello\nnote over bob : hears");
        var svg = Diagrams.inline(file, "Alice says hello to Bob.");
        assertFalse(svg.outerHtml().contains("#"), svg.outerHtml());
        assertEquals("Alice says hello to Bob.", svg.attr("aria-label"));
        assertEquals("img", svg.attr("role"));
        assertFalse(svg.select(".box").isEmpty());
        assertFalse(svg.select(".note").isEmpty());
    }

    @Test
    void a_picture_has_the_letters_of_its_page() {
        var file =
                new Diagrams(folder)
                        .draw("alice -> bob : hello\nalice -> carol : hi\nnote over bob : hears");
        var svg = Diagrams.inline(file, "");
        assertFalse(
                svg.outerHtml().toLowerCase(Locale.ROOT).contains("textlength"), svg.outerHtml());
        assertFalse(svg.outerHtml().contains("sans-serif"), svg.outerHtml());
        assertEquals(Set.of("17"), Set.copyOf(svg.select("text").eachAttr("font-size")));
        assertTrue(svg.attr("width").endsWith("rem"), svg.attr("width"));
        // What stands on no shape keeps the lines away that would cross it.
        assertEquals(List.of("hello", "hi"), svg.select("text.label").eachText());
    }

    @Test
    void the_same_text_is_drawn_once() {
        var diagrams = new Diagrams(folder);
        assertEquals(diagrams.draw("alice -> bob"), diagrams.draw("alice -> bob"));
    }

    @Test
    void what_is_no_diagram_is_refused() {
        var diagrams = new Diagrams(folder);
        assertThrows(CourseException.class, () -> diagrams.draw("alice says hello to bob"));
    }
}
