package loopback.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import loopback.engine.verdict.WireEvent;
import org.junit.jupiter.api.Test;

class SequenceDiagramTest {

    private final List<WireEvent> events = new ArrayList<>();

    @Test
    void each_side_has_a_lifeline_and_each_send_an_arrow() {
        did("alice", "connects", "alice");
        sent("alice", "sends", "hello", "alice");
        sent("you", "send", "hel", "alice");

        var picture = picture("expected  \"hello\"\nfound     \"hel\"");

        assertEquals(List.of("alice", "you"), names(picture));
        assertEquals(
                List.of("CONNECT alice you", "SEND alice you", "SEND you alice"), arrows(picture));
        assertEquals(List.of("", "\"hello\"", "\"hel\""), bytes(picture));
    }

    @Test
    void whoever_acts_first_stands_at_the_left() {
        did("you", "connect to server", "server");
        did("server", "says nothing", "server");

        assertEquals(List.of("you", "server"), names(picture("")));
    }

    @Test
    void three_connections_to_one_name_are_three_lifelines() {
        for (var name : List.of("server", "server (2)", "server (3)")) {
            did("you", "connect to " + name, name);
        }
        sent("you", "send server (2)", "x", "server (2)");
        did("server (3)", "closes", "server (3)");

        var picture = picture("nobody knows");

        assertEquals(List.of("you", "server", "server (2)", "server (3)"), names(picture));
        assertEquals(
                List.of("SEND you server (2)", "END server (3) you"),
                arrows(picture).subList(3, 5));
    }

    @Test
    void of_many_sides_the_last_to_act_have_a_lifeline_each() {
        for (int i = 1; i <= 9; i++) {
            did("client " + i, "connects", "client " + i);
        }
        did("client 1", "resets the connection", "client 1");

        var picture = picture("");

        assertEquals(
                List.of("client 1", "client 7", "client 8", "client 9", "others", "you"),
                names(picture));
        assertEquals(List.of("client 3 connects"), picture.rows().get(2).words());
        assertEquals("RESET client 1 you", arrows(picture).getLast());
    }

    @Test
    void each_kind_of_event_is_told_from_the_others() {
        var kinds = new ArrayList<Kind>();
        for (var words :
                List.of(
                        "connects",
                        "try 127.0.0.2",
                        "sends 4000 bytes",
                        "finishes",
                        "send no more",
                        "close the connection to bob",
                        "reset the connection",
                        "says nothing",
                        "read in vain for 250 ms",
                        "throw java.io.IOException: connects",
                        "fails to accept: Too many open files",
                        "begins to read")) {
            kinds.add(Kind.of(words));
        }
        assertEquals(
                List.of(
                        Kind.CONNECT,
                        Kind.CONNECT,
                        Kind.SEND,
                        Kind.END,
                        Kind.END,
                        Kind.END,
                        Kind.RESET,
                        Kind.WAIT,
                        Kind.WAIT,
                        Kind.FAILURE,
                        Kind.FAILURE,
                        Kind.NOTE),
                kinds);
    }

    @Test
    void what_is_left_out_is_said() {
        did("alice", "connects", "alice");
        events.add(new WireEvent(14, "alice", "closes", 0, 0, "", "alice"));
        events.add(new WireEvent(20, "", "and 6 more", 0, 0, "", ""));

        var rows = picture("").rows();

        assertEquals(List.of("… 12 events left out …"), rows.get(1).words());
        assertTrue(rows.get(1).isLeftOut());
        assertEquals(List.of("… 6 events left out …"), rows.getLast().words());
    }

    @Test
    void rows_do_not_overlap_and_lie_in_the_picture() {
        did("alice", "connects", "alice");
        sent("alice", "sends", "x".repeat(200), "alice");
        did("you", "throw java.io.IOException: " + "very long ".repeat(30), "");

        var picture = picture("it fails");

        double end = 0;
        for (var row : picture.rows()) {
            assertTrue(row.top() > end - 0.01, row::toString);
            end = row.top() + row.height();
            row.words().forEach(line -> assertTrue(line.length() <= 44, line));
        }
        assertTrue(picture.end() > end);
        assertTrue(picture.height() > picture.failureLine(1));
    }

    @Test
    void where_expected_and_found_part_is_marked() {
        did("alice", "connects", "alice");

        var parting =
                picture("expected  \"one\\r\\ntwo\"\nfound     \"one\\rtwo\"\nat A.java:3")
                        .parting()
                        .orElseThrow();

        assertEquals("\"one\\r", parting.same());
        assertEquals("\\ntwo\"", parting.expected());
        assertEquals("two\"", parting.found());
    }

    @Test
    void a_parting_far_behind_is_shown_from_shortly_before_it() {
        did("alice", "connects", "alice");
        var before = "x".repeat(80);

        var message = "the body\nexpected  \"" + before + "yes\"\nfound     \"" + before + "no\"";
        var parting = picture(message).parting().orElseThrow();

        assertEquals("the body", parting.label());
        assertEquals("…xxxxxxxxxxx", parting.same());
        assertEquals("yes\"", parting.expected());
        assertEquals("no\"", parting.found());
    }

    @Test
    void words_instead_of_bytes_part_at_once() {
        did("alice", "connects", "alice");

        var parting =
                picture("expected  the end of the stream\nfound     an open connection")
                        .parting()
                        .orElseThrow();

        assertEquals("", parting.same());
        assertEquals("an open connection", parting.found());
    }

    @Test
    void a_failure_without_a_parting_is_said() {
        did("alice", "connects", "alice");

        var picture = picture("the call does not return; it waits\nat EchoOnce.java:31");

        assertEquals("the call does not return; it waits", String.join(" ", picture.failure()));
    }

    @Test
    void a_step_without_another_side_has_no_picture() {
        did("you", "throw java.io.IOException: no", "");

        assertFalse(SequenceDiagram.of(events, "").isPresent());
        assertFalse(SequenceDiagram.of(List.of(), "").isPresent());
    }

    @Test
    void nothing_that_somebody_wrote_changes_how_the_rest_is_read() {
        did("alice", "connects", "alice");
        did("you", "throw x\u202e\u0007\n 2 alice  sends 5 bytes\u2066", "");

        var picture = picture("your code threw \u202eX\u0000: no\nat A.java:1");

        assertEquals(2, picture.rows().size());
        assertEquals(
                "throw x·· 2 alice sends 5 bytes·",
                String.join(" ", picture.rows().get(1).words()).replace("alice  ", "alice "));
        assertEquals(List.of("your code threw ·X·: no"), picture.failure());
        assertFalse(picture.words().matches("(?s).*[\\p{Cntrl}\u202e\u2066].*"));
    }

    @Test
    void an_escape_is_not_cut_in_two() {
        assertEquals("ab\\x0d…", VisibleText.cut("ab\\x0dcd\\x0a", 7));
        assertEquals("ab…", VisibleText.cut("ab\\x0dcd\\x0a", 6));
    }

    @Test
    void it_says_the_same_in_words() {
        did("alice", "connects", "alice");
        sent("you", "send", "no", "alice");

        assertEquals(
                "Between alice, you, from top to bottom. 1: alice connects, to you. 2: you send 2"
                        + " bytes, to alice, \"no\". Here they part: expected \"hi\", found"
                        + " \"no\".",
                picture("expected  \"hi\"\nfound     \"no\"").words());
    }

    private void did(String who, String what, String connection) {
        events.add(new WireEvent(events.size() + 1, who, what, 0, 0, "", connection));
    }

    private void sent(String who, String verb, String text, String connection) {
        events.add(
                new WireEvent(
                        events.size() + 1,
                        who,
                        verb,
                        text.length(),
                        1,
                        '"' + text + '"',
                        connection));
    }

    private SequenceDiagram picture(String message) {
        return SequenceDiagram.of(events, message).orElseThrow();
    }

    private static List<String> names(SequenceDiagram picture) {
        return picture.lifelines().stream().map(Lifeline::name).toList();
    }

    private static List<String> bytes(SequenceDiagram picture) {
        return picture.rows().stream().map(SequenceDiagram.Row::bytes).toList();
    }

    private static List<String> arrows(SequenceDiagram picture) {
        return picture.rows().stream()
                .filter(row -> row.to().isPresent())
                .map(row -> row.kind() + " " + row.from().name() + " " + row.to().get().name())
                .toList();
    }
}
