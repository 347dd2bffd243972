package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
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
