package loopback.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import loopback.engine.verdict.Verdict;
import loopback.engine.verdict.WireEvent;
import loopback.marks.ExerciseMarks;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// What is in the picture of a failed step, as the page has it.
class VerdictHtmlTest {

    private final List<WireEvent> events = new ArrayList<>();

    @Test
    void a_picture_has_a_lifeline_for_each_side_and_a_mark_for_each_event() throws Exception {
        add("alice", "connects", "", "alice");
        add("bob", "connects", "", "bob");
        add("alice", "sends", "\"hello\"", "alice");
        add("bob", "resets the connection", "", "bob");
        add("you", "close the connection to alice", "", "alice");
        add("alice", "says nothing", "", "alice");

        var picture = picture("expected  \"hello\"\nfound     \"help\"");

        assertEquals(List.of("alice", "bob", "you"), texts(picture, "//g[@class='side']/text"));
        assertEquals(2, count(picture, "//g[@class='connect']/line"));
        assertEquals(1, count(picture, "//g[@class='send']/line"));
        assertEquals(1, count(picture, "//g[@class='reset']/line"));
        assertEquals(1, count(picture, "//g[@class='end']/line"));
        assertEquals(0, count(picture, "//g[@class='wait']/line"));
        assertEquals(1, count(picture, "//g[@class='wait']/svg/path"));
        assertEquals(
                List.of("\"hello\""), texts(picture, "//g[@class='send']//tspan[@class='bytes']"));
        assertEquals(
                List.of("expected \"hello\"", "found    \"help\"", " ".repeat(13) + "▲"),
                texts(picture, "//g[@class='parting']//tspan[@class='bytes']"));
        assertEquals(List.of("lo\"", "p\"", "▲"), texts(picture, "//tspan[@class='rest']"));
    }

    @Test
    void the_marks_of_two_kinds_are_never_the_same() throws Exception {
        for (var what :
                List.of(
                        "sends",
                        "connects",
                        "finishes",
                        "resets the connection",
                        "says nothing",
                        "fails",
                        "begins to read")) {
            add("alice", what, "", "alice");
        }
        var marks = texts(picture("no"), "//svg[@class='shape']/path[last()]/@d");

        assertEquals(6, marks.size());
        assertEquals(6, Set.copyOf(marks).size());
        assertEquals(1, count(picture("no"), "//svg[@class='shape']/circle"));
    }

    @Test
    void what_a_submission_says_is_text_and_nothing_else() throws Exception {
        var hostile = "\"><script>alert(1)</script><svg onload='x'>&\u202e\u0007\u2066";
        add("alice", "connects", "", "alice");
        add("you", "throw " + hostile, hostile, "alice");

        var html = html("your code threw X: " + hostile);

        assertFalse(html.contains("<script"), html);
        assertFalse(html.matches("(?s).*[\u202e\u0007\u2066].*"), html);
        var picture = document(html);
        assertEquals(0, count(picture, "//script | //@onload"));
        assertEquals(1, count(picture, "//figure/svg"));
        assertTrue(
                String.join("", texts(picture, "//text")).contains("<script>alert(1)</script>"),
                html);
    }

    @Test
    void a_reader_who_does_not_see_it_has_the_same_in_words() throws Exception {
        add("alice", "connects", "", "alice");

        var picture = picture("it fails");

        var words = texts(picture, "//figure/svg[@role='img']/@aria-label").getFirst();
        assertTrue(words.contains("1: alice connects, to you."), words);
        assertTrue(words.contains("it fails"), words);
        assertEquals(List.of("the transcript"), texts(picture, "//details/pre"));
    }

    private void add(String who, String what, String preview, String connection) {
        int bytes = preview.length();
        int number = events.size() + 1;
        events.add(new WireEvent(number, who, what, bytes, bytes, preview, connection));
    }

    private String html(String message) {
        var test =
                new Verdict.Test(
                        1,
                        "it_works",
                        Verdict.Outcome.FAILED,
                        0,
                        1,
                        message,
                        "the transcript",
                        events,
                        "",
                        "",
                        "");
        return VerdictHtml.of(
                ExerciseMarks.of(
                        new Verdict("tiny/Echo", Verdict.Status.FAILED, 0.1, "", List.of(test))));
    }

    private Document picture(String message) throws Exception {
        return document(html(message));
    }

    private static Document document(String html) throws Exception {
        var xml = "<html>" + html.replace("<wbr>", "") + "</html>";
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    private static int count(Document document, String path) throws Exception {
        return nodes(document, path).getLength();
    }

    private static List<String> texts(Document document, String path) throws Exception {
        var texts = new ArrayList<String>();
        var nodes = nodes(document, path);
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static NodeList nodes(Document document, String path) throws Exception {
        return (NodeList)
                XPathFactory.newInstance()
                        .newXPath()
                        .evaluate(path, document, XPathConstants.NODESET);
    }
}
