package concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kit.Attempt;
import kit.Listener;
import kit.Loopback;
import kit.Meddler;
import kit.Mismatch;
import kit.OpenFiles;
import kit.Peer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class KvServerTest {

    /// More than the pools of usual sizes have threads.
    private static final int MANY = 260;

    private static final String GREATEST = "9223372036854775807";

    /// Nearly as long as a line can be.
    private static final String LONG = "x".repeat(990);

    private final Meddler<String, String> entries = new Meddler<>();
    private final KvServer kv = new KvServer(entries);

    @BeforeAll
    static void makeRoom() {
        OpenFiles.makeRoomFor(2 * MANY);
    }

    @Test
    @Order(1)
    void what_one_client_sets_another_gets() throws Exception {
        entries.put("b", "2");
        new KvServer(new ConcurrentHashMap<>(Map.of("a", "of another server")));
        try (var server = Loopback.run(kv::serve);
                var alice = server.connect("alice");
                var bob = server.connect("bob")) {
            says(alice, "SET a 1", "OK");
            says(bob, "GET a\r", "VALUE 1");
            says(bob, "GET b", "VALUE 2");
            says(bob, "DEL b", "OK");
            says(alice, "DEL b", "NONE");
            says(alice, "GET b", "NONE");

            entries.put("c", "3");
            says(alice, "GET c", "VALUE 3");
            says(bob, "SET c " + LONG, "OK");
            says(alice, "GET c", "VALUE " + LONG);
        }
        assertEquals(Map.of("a", "1", "c", LONG), Map.copyOf(entries), "the entries");
    }

    @Test
    @Order(2)
    void a_line_that_is_no_command_is_answered_and_changes_nothing() throws Exception {
        entries.put("a", "1");
        try (var server = Loopback.run(kv::serve);
                var alice = server.connect("alice")) {
            isRefused(alice, "");
            isRefused(alice, " ");
            isRefused(alice, "   ");
            isRefused(alice, "HELLO");
            isRefused(alice, "PUT a 2");
            isRefused(alice, "\0");
            isRefused(alice, "get a");
            isRefused(alice, "GET");
            isRefused(alice, "GET a b");
            isRefused(alice, "SET");
            isRefused(alice, "SET a");
            isRefused(alice, "SET a b c");
            isRefused(alice, "INCR");
            isRefused(alice, "INCR a b");
            isRefused(alice, "DEL");
            isRefused(alice, "DEL a b");
            says(alice, "GET a", "VALUE 1");
        }
        assertEquals(Map.of("a", "1"), Map.copyOf(entries), "the entries");
    }

    @Test
    @Order(3)
    void only_a_number_can_be_incremented() throws Exception {
        entries.putAll(Map.of("negative", "-1", "int", "2147483647", "double", "9007199254740992"));
        entries.putAll(Map.of("zeros", "010", "least", "-9223372036854775808"));
        entries.putAll(Map.of("greatest", GREATEST, "more", "9223372036854775808"));
        entries.putAll(Map.of("word", "one", "hex", "0x10", "fraction", "1.0"));
        try (var server = Loopback.run(kv::serve);
                var alice = server.connect("alice")) {
            says(alice, "INCR new", "VALUE 1");
            says(alice, "INCR new", "VALUE 2");
            says(alice, "INCR negative", "VALUE 0");
            says(alice, "INCR int", "VALUE 2147483648");
            says(alice, "INCR double", "VALUE 9007199254740993");
            says(alice, "INCR zeros", "VALUE 11");
            says(alice, "INCR least", "VALUE -9223372036854775807");
            for (var key : List.of("word", "greatest", "more", "hex", "fraction")) {
                var before = entries.get(key);
                isRefused(alice, "INCR " + key);
                assertEquals(before, entries.get(key), "the value of \"" + key + "\" after INCR");
            }
        }
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

            answers = sorted(rightAfterTheChange(alice, "INCR n", bob, "INCR n"));
            assertEquals(List.of("VALUE 3", "VALUE 4"), answers, "INCR right after INCR");

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
            serving.ends();
        }
    }

    @Test
    @Order(9)
    void a_closed_listener_ends_the_server_but_not_its_clients() throws Exception {
        try (var server = Loopback.run(kv::serve);
                var alice = server.connect("alice")) {
            says(alice, "SET a 0", "OK");
            server.listening().close();
            for (int i = 1; i <= 100; i++) {
                says(alice, "INCR a", "VALUE " + i);
            }
            alice.finishes();
            alice.seesTheEnd();
            server.serving().returns();
        }
    }

    @Test
    @Order(10)
    void clients_that_say_nothing_delay_nobody() throws Exception {
        var silent = new ArrayList<Peer>();
        try (var server = Loopback.run(kv::serve)) {
            for (int i = 1; i <= MANY; i++) {
                silent.add(Peer.connectDeaf("silent " + i, server.address()));
                if (i % 20 == 0) {
                    try (var alice = server.connect("alice")) {
                        says(alice, "INCR a", "VALUE " + i / 20);
                    }
                }
            }
        } finally {
            for (var peer : silent) {
                peer.close();
            }
        }
    }

    /// Sends her command, and his while the server has looked up what it needs for hers.
    private List<String> atTheSameTime(Peer alice, String hers, Peer bob, String his)
            throws Exception {
        entries.getsInAfterTheNextLookUp(() -> bob.sends(his + "\n"), () -> bob.available() > 0);
        return answers(alice, hers, bob);
    }

    /// Sends her command, and his when the server has carried out hers and not yet answered it.
    private List<String> rightAfterTheChange(Peer alice, String hers, Peer bob, String his)
            throws Exception {
        entries.getsInAfterTheNextChange(() -> bob.sends(his + "\n"), () -> bob.available() > 0);
        return answers(alice, hers, bob);
    }

    private List<String> answers(Peer alice, String hers, Peer bob) throws Exception {
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
        if (!answer.startsWith("ERR ") || answer.strip().length() < 5) {
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
