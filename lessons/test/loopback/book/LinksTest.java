package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {

    @TempDir private Path site;

    @Test
    void dead_links_missing_anchors_and_doubled_ones_are_found() throws Exception {
        Files.writeString(site.resolve("a.html"), "");
        Files.writeString(site.resolve("b.html"), "");
        var links =
                new Links(
                        site,
                        Map.of(
                                "a.html",
                                page(
                                        """
                                        <p id=x><p id=x><a href=b.html#y><a href="#x">
                                        <a href=b.html#z><a href=c.html><img src=d.png>
                                        <a href=https://e.test/>
                                        """),
                                "b.html",
                                page("<p id=y>")));
        assertEquals(
                List.of(
                        "a.html refers to b.html#z, which is not there",
                        "a.html refers to c.html, which is not there",
                        "a.html refers to d.png, which is not there",
                        "a.html has two anchors #x"),
                links.dead());
        assertEquals(Set.of("https://e.test/"), links.external());
    }

    private static PageIndex page(String html) {
        return PageIndex.of("", "", Jsoup.parse("<article>" + html));
    }
}
