package concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import kit.Attempt;
import kit.Listener;
import kit.Loopback;
import kit.Meddler;
import kit.Mismatch;
import kit.Peer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class KvServerTest {

    private final Meddler<String, String> entries = new Meddler<>();
    private final KvServer kv = new KvServer(entries);

    @Test
    @Order(1)
    void what_one_client_sets_another_gets() throws Exception {
        entries.put("b", "2");
        try (var server = Loopback.run(kv::serve);
                var alice = server.connect("alice");
                var bob = server.connect("bob")) {
            says(alice, "SET a 1", "OK");
            says(bob, "GET a\r", "VALUE 1");
            says(bob, "GET b", "VALUE 2");
            says(bob, "DEL b", "OK");
            says(alice, "DEL b", "NONE");
            says(alice, "GET b", "NONE");
        }
        assertEquals(Map.of("a", "1"), Map.copyOf(entries), "the entries");
    }

    @Test
    @Order(2)
    void a_line_that_is_no_command_is_answered_and_changes_nothing() throws Exception {
        entries.put("a", "1");
        try (var server = Loopback.run(kv::serve);
                var alice = server.connect("alice")) {
            isRefused(alice, "");
            isRefused(alice, "HELLO");
            isRefused(alice, "\0");
            isRefused(alice, "get a");
            isRefused(alice, "GET");
            isRefused(alice, "SET a");
            isRefused(alice, "SET a b c");
            isRefused(alice, "INCR a b");
            isRefused(alice, "DEL");
            says(alice, "GET a", "VALUE 1");
        }
        assertEquals(Map.of("a", "1"), Map.copyOf(entries), "the entries");
    }

    @Test
    @Order(3)
    void only_a_number_can_be_incremented() throws Exception {
        entries.putAll(Map.of("negative", "-1", "word", "one", "greatest", "9223372036854775807"));
        try (var server = Loopback.run(kv::serve);
                var alice = server.connect("alice")) {
            says(alice, "INCR new", "VALUE 1");
            says(alice, "INCR new", "VALUE 2");
            says(alice, "INCR negative", "VALUE 0");
            isRefused(alice, "INCR word");
            isRefused(alice, "INCR greatest");
            says(alice, "GET greatest", "VALUE 9223372036854775807");
        }
        assertEquals("one", entries.get("word"), "the value of \"word\" after INCR");
    }

    @Test
    @Order(4)
    void commands_sent_together_are_answered_in_order_and_without_delay() throws Exception {
        entries.put("a", "1");
        try (var server = Loopback.run(kv::serve);
                var alice = server.connect("alice")) {
            entries.getsInAfterTheNextLookUp(() -> {}, () -> alice.available() > 0);
            alice.sends("GET a\nSET a 7\nINCR a\nDEL a\nINCR a\nGE");
            alice.receives("VALUE 1\nOK\nVALUE 8\nOK\nVALUE 1\n");
            alice.sends("T a\n");
            alice.receives("VALUE 1\n");
        }
    }

    @Test
    @Order(5)
    void two_commands_at_the_same_time_both_count() throws Exception {
        entries.put("a", "1");
        try (var server = Loopback.run(kv::serve);
                var alice = server.connect("alice");
                var bob = server.connect("bob")) {
            var answers = atTheSameTime(alice, "INCR n", bob, "INCR n");
            assertEquals(List.of("VALUE 1", "VALUE 2"), sorted(answers), "INCR and INCR");
            says(alice, "GET n", "VALUE 2");

            answers = atTheSameTime(alice, "DEL a", bob, "DEL a");
            assertEquals(List.of("NONE", "OK"), sorted(answers), "DEL and DEL");

            var deletion = atTheSameTime(alice, "DEL n", bob, "INCR n").getFirst();
            assertEquals("OK", deletion, "DEL of a key that has had a value all the time");
        }
    }

    @Test
    @Order(6)
    void a_command_in_between_is_not_undone() throws Exception {
        entries.putAll(Map.of("a", "1", "n", "5"));
        try (var server = Loopback.run(kv::serve);
                var alice = server.connect("alice");
                var bob = server.connect("bob")) {
            var increment = atTheSameTime(alice, "INCR n", bob, "SET n 10").getFirst();
            says(alice, "GET n", increment.equals("VALUE 6") ? "VALUE 10" : "VALUE 11");

            isOneOf("VALUE 1", "NONE", atTheSameTime(alice, "GET a", bob, "DEL a").getFirst());
            isOneOf("VALUE 1", "NONE", atTheSameTime(alice, "INCR a", bob, "GET a").getLast());
        }
    }

    @Test
    @Order(7)
    void half_a_command_at_the_end_is_none() throws Exception {
        entries.put("a", "1");
        try (var server = Loopback.run(kv::serve);
                var alice = server.connect("alice")) {
            alice.sends("GET a\nDEL a");
            alice.finishes();
            alice.receives("VALUE 1\n");
            alice.seesTheEnd();
        }
        assertEquals(Map.of("a", "1"), Map.copyOf(entries), "the entries");
    }

    @Test
    @Order(8)
    void a_client_that_takes_no_answers_delays_nobody() throws Exception {
        entries.put("a", "1");
        try (var listener = Listener.open()) {
            listener.clogsTheNextClient();
            var serving = Attempt.to(() -> kv.serve(listener));
            try (var deaf = Peer.connect("deaf", listener);
                    var alice = Peer.connect("alice", listener)) {
                deaf.sends("INCR a\n");
                listener.isClogged();
                says(alice, "INCR a", "VALUE 3");
            }
            listener.goesAway();
            serving.returns();
        }
    }

    /// Sends her command, and his while the server has looked up what it needs for hers.
    private List<String> atTheSameTime(Peer alice, String hers, Peer bob, String his)
            throws Exception {
        entries.getsInAfterTheNextLookUp(() -> bob.sends(his + "\n"), () -> bob.available() > 0);
        alice.sends(hers + "\n");
        var answer = alice.receivesLine().strip();
        entries.hasGotIn();
        return List.of(answer, bob.receivesLine().strip());
    }

    private static void says(Peer peer, String command, String answer) throws IOException {
        peer.sends(command + "\n");
        peer.receives(answer + "\n");
    }

    private static void isRefused(Peer peer, String line) throws IOException {
        peer.sends(line + "\n");
        var answer = peer.receivesLine();
        if (!answer.startsWith("ERR ")) {
            throw Mismatch.of("ERR and a reason, to \"" + line + "\"", answer.strip());
        }
    }

    private static void isOneOf(String before, String after, String answer) {
        if (!answer.equals(before) && !answer.equals(after)) {
            throw Mismatch.of(before + " or " + after, answer);
        }
    }

    private static List<String> sorted(List<String> answers) {
        return answers.stream().sorted().toList();
    }
}
