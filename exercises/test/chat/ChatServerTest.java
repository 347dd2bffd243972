package chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import kit.Attempt;
import kit.Bytes;
import kit.Gatekeeper;
import kit.Listener;
import kit.Machine;
import kit.Mismatch;
import kit.OpenFiles;
import kit.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ChatServerTest {

    /// More lines than wait in any step that does not count them.
    private static final int ENOUGH = 100_000;

    private static final int QUEUE = 5;

    /// More than the pools of usual sizes have threads.
    private static final int MANY = 260;

    private static final int GUESTS = 100;

    /// What goes wrong now and then when two come at the same moment goes wrong in one of these.
    private static final int PAIRS = 200;

    private static final List<String> NO_NAMES =
            List.of(
                    "",
                    " ",
                    "a b",
                    " a",
                    "a ",
                    "a.b",
                    "a/",
                    ":a",
                    "@",
                    "a[",
                    "`",
                    "{",
                    "a\0",
                    "\u00e9",
                    "\u00c3\u00a9",
                    "\u00d9\u00a1",
                    "x".repeat(17));

    private final List<Peer> crowd = new ArrayList<>();

    @BeforeAll
    static void makeRoom() {
        OpenFiles.makeRoomFor(2 * MANY);
    }

    @AfterEach
    void everybodyLeaves() throws IOException {
        for (var peer : crowd) {
            peer.close();
        }
    }

    @Test
    @Order(1)
    void what_a_member_says_all_members_see() throws Exception {
        try (var listener = Listener.open();
                var other = Listener.open();
                var _ = ChatServer.start(listener, ENOUGH);
                var _ = ChatServer.start(other, ENOUGH)) {
            var elsewhere = joins("alice", other);
            var zoe = joins("zoe", listener);
            var bob = joins("bob", listener);
            zoe.receives("JOINED bob\n");
            says(bob, "MSG hello", "MSG bob hello", zoe);
            says(zoe, "MSG  : WHO\t \r and so on  ", "MSG zoe  : WHO\t \r and so on  ", bob);
            says(bob, "MSG  ", "MSG bob  ", zoe);
            says(
                    zoe,
                    "MSG \u00c3\u00a9 \u00ff\u0000\u0080 ",
                    "MSG zoe \u00c3\u00a9 \u00ff\u0000\u0080 ",
                    bob);
            says(zoe, "NICK Zo-3_x", "NICK zoe Zo-3_x", bob);
            says(zoe, "MSG me again", "MSG Zo-3_x me again", bob);
            says(bob, "WHO", "WHO Zo-3_x bob");
            var alice = joins("alice", listener);
            bob.receives("JOINED alice\n");
            says(alice, "WHO", "WHO Zo-3_x bob alice");
            says(bob, "QUIT", "BYE");
            bob.seesTheEnd();
            alice.receives("LEFT bob\n");
            says(alice, "WHO", "WHO Zo-3_x alice");
            zoe.receives("JOINED alice\nLEFT bob\n");
            says(elsewhere, "WHO", "WHO alice");
        }
    }

    @Test
    @Order(2)
    void who_is_no_member_is_told_nothing_of_the_room() throws Exception {
        try (var listener = Listener.open();
                var _ = ChatServer.start(listener, ENOUGH)) {
            var alice = joins("alice", listener);
            var stranger = comes("stranger", listener);
            for (var line : List.of("MSG hello", "WHO", "NICK bob", "WHO ", "")) {
                isRefused(stranger, line);
                says(alice, "MSG to members", "MSG alice to members");
            }
            says(alice, "WHO", "WHO alice");
            says(stranger, "QUIT", "BYE");
            stranger.seesTheEnd();
            var late = comes("late", listener);
            isRefused(late, "MSG hello");
            says(late, "JOIN late", "JOINED late", alice);
            says(late, "MSG hello", "MSG late hello", alice);
        }
    }

    @Test
    @Order(3)
    void what_is_no_command_is_an_error_of_its_sender_alone() throws Exception {
        var most = "x".repeat(996);
        try (var listener = Listener.open();
                var _ = ChatServer.start(listener, ENOUGH)) {
            var alice = joins("alice", listener);
            var bob = joins("bob", listener);
            alice.receives("JOINED bob\n");
            for (var line :
                    List.of("", " ", "\0", "HELLO", "HELLO\r\r", "MSGhello", " MSG x", "MSG\tx")) {
                isRefused(alice, line);
            }
            for (var line : List.of("msg x", "Msg x", "nick x", "who", "quit", "join x")) {
                isRefused(alice, line);
            }
            for (var line : List.of("MSG", "MSG ", "WHO ", "WHO alice", "QUIT ", "QUIT now")) {
                isRefused(alice, line);
            }
            for (var line : List.of("JOIN", "JOIN carol", "JOIN alice", "NICK", "NICK ")) {
                isRefused(alice, line);
            }
            var stranger = comes("stranger", listener);
            for (var name : NO_NAMES) {
                isRefused(alice, "NICK " + name);
                isRefused(stranger, "JOIN " + name);
            }
            says(alice, "WHO", "WHO alice bob");
            says(bob, "NICK " + "Z-9_az0A".repeat(2), "NICK bob Z-9_az0AZ-9_az0A", alice);
            says(bob, "NICK b", "NICK Z-9_az0AZ-9_az0A b", alice);
            says(bob, "NICK carol", "NICK b carol", alice);

            says(alice, "MSG " + most + "\r", "MSG alice " + most, bob);
            isRefused(alice, "MSG " + most + "x");
            isRefused(alice, "MSG " + most + "x\r");
            isRefused(alice, "MSG " + most + "\r\r");
            isRefused(alice, "MSG x" + "\u00c3\u00a9".repeat(498));
            says(alice, "MSG " + "\u00ff".repeat(996), "MSG alice " + "\u00ff".repeat(996), bob);
            isRefused(alice, "MSG x".repeat(20_000));
            says(alice, "MSG still here", "MSG alice still here", bob);
        }
    }

    @Test
    @Order(4)
    void a_name_belongs_to_one_member_at_a_time() throws Exception {
        try (var listener = Listener.open();
                var _ = Machine.speaks("tr");
                var _ = ChatServer.start(listener, ENOUGH)) {
            var alice = joins("alice", listener);
            var bob = comes("bob", listener);
            isRefused(bob, "JOIN alice");
            isRefused(bob, "JOIN aLICE");
            says(bob, "JOIN bob", "JOINED bob", alice);
            isRefused(alice, "NICK bob");
            isRefused(alice, "NICK BOB");
            isRefused(bob, "NICK alice");
            says(alice, "MSG it is me", "MSG alice it is me", bob);
            says(alice, "NICK Alice", "NICK alice Alice", bob);
            says(alice, "NICK Alice", "NICK Alice Alice", bob);
            isRefused(bob, "NICK alice");
            says(alice, "NICK INGRID", "NICK Alice INGRID", bob);
            isRefused(bob, "NICK ingrid");
            says(bob, "NICK alice", "NICK bob alice", alice);
            says(bob, "QUIT", "BYE");
            alice.receives("LEFT alice\n");
            says(alice, "NICK bob", "NICK INGRID bob");
            says(alice, "NICK alice", "NICK bob alice");
            var carol = comes("carol", listener);
            isRefused(carol, "JOIN ALICE");
            says(carol, "JOIN ingrid", "JOINED ingrid", alice);
            carol.finishes();
            alice.receives("LEFT ingrid\n");
            says(alice, "NICK ingrid", "NICK alice ingrid");
        }
    }

    @Test
    @Order(5)
    void lines_come_in_any_pieces_and_none_is_lost_at_the_end() throws Exception {
        try (var keeper = Gatekeeper.open();
                var _ = ChatServer.start(keeper, ENOUGH)) {
            var alice = comes("alice", keeper);
            alice.trickles("JOIN alice\r\nMSG one byte at a time\r\n");
            alice.receives("JOINED alice\nMSG alice one byte at a time\n");
            alice.sends("MSG 1\nNICK al\nMSG 2\nWHO\nMSG thr");
            alice.receives("MSG alice 1\nNICK alice al\nMSG al 2\nWHO al\n");
            alice.sends("ee\n");
            alice.receives("MSG al three\n");

            var bob = joins("bob", keeper);
            alice.receives("JOINED bob\n");
            keeper.shuts(bob);
            bob.sends("MSG 1\nMSG 2\nQUIT\nJOIN bob\nMSG after the end\n");
            alice.receives("MSG bob 1\nMSG bob 2\nLEFT bob\n");
            says(alice, "WHO", "WHO al");
            says(alice, "NICK bob", "NICK al bob");
            says(alice, "NICK al", "NICK bob al");
            keeper.opens(bob);
            bob.seesTheConnectionGo();

            var unfinished = "MSG half a line " + "x".repeat(2_000);
            for (var last :
                    List.of("MSG 3\nQUIT\n", "MSG 3\nMSG half a line", "MSG 3\n" + unfinished)) {
                var carol = joins("carol", keeper);
                alice.receives("JOINED carol\n");
                keeper.shuts(carol);
                carol.sends("MSG 1\nMSG 2\n" + last);
                carol.finishes();
                alice.receives("MSG carol 1\nMSG carol 2\nMSG carol 3\nLEFT carol\n");
                says(alice, "MSG carol is gone", "MSG al carol is gone");
                keeper.opens(carol);
                carol.receives("MSG carol 1\nMSG carol 2\nMSG carol 3\n");
                if (last.contains("QUIT")) {
                    carol.receives("BYE\n");
                }
                carol.seesTheEnd();
            }
        }
    }

    @Test
    @Order(6)
    void who_is_gone_has_left_once() throws Exception {
        try (var listener = Listener.open();
                var _ = ChatServer.start(listener, ENOUGH)) {
            var alice = joins("alice", listener);
            for (int i = 0; i < 3; i++) {
                var bob = joins("bob", listener);
                bob.finishes();
                bob.seesTheEnd();
                alice.receives("JOINED bob\nLEFT bob\n");
                joins("carol", listener).resets();
                alice.receives("JOINED carol\nLEFT carol\n");
                joins("bob", listener).close();
                alice.receives("JOINED bob\nLEFT bob\n");
                var dave = joins("dave", listener);
                says(dave, "QUIT", "BYE");
                dave.close();
                alice.receives("JOINED dave\nLEFT dave\n");
                comes("stranger", listener).finishes();
                comes("stranger", listener).resets();
                says(comes("stranger", listener), "QUIT", "BYE");
            }
            for (int i = 0; i < 20; i++) {
                says(alice, "WHO", "WHO alice");
            }
        }
    }

    @Test
    @Order(7)
    void two_commands_at_the_same_time_are_two_steps() throws Exception {
        try (var keeper = Gatekeeper.open();
                var _ = ChatServer.start(keeper, ENOUGH)) {
            var members = all(8, "member-", keeper);
            var alice = members.getFirst();
            var bob = members.getLast();
            for (int i = 1; i <= PAIRS; i++) {
                keeper.bringsTwoTogether();
                alice.sends("MSG " + i + "\n");
                bob.sends("MSG " + i + "\n");
                var lines = List.of(alice.receivesLine(), alice.receivesLine());
                var expected = List.of("MSG member-1 " + i + "\n", "MSG member-8 " + i + "\n");
                assertEquals(expected, sorted(lines), "two lines");
                for (var other : members.subList(1, 8)) {
                    other.receives(String.join("", lines));
                }
            }
        }
        try (var keeper = Gatekeeper.open();
                var _ = ChatServer.start(keeper, ENOUGH)) {
            var members = all(2, "member-", keeper);
            var names = new ArrayList<>(List.of("member-1", "member-2"));
            for (int i = 1; i <= PAIRS; i++) {
                keeper.bringsTwoTogether();
                oneGetsTheName("name-" + i, members, names);
            }
        }
        for (int i = 1; i <= PAIRS / 4; i++) {
            try (var keeper = Gatekeeper.open();
                    var _ = ChatServer.start(keeper, ENOUGH);
                    var twin = Peer.connect("twin", keeper);
                    var other = Peer.connect("other", keeper)) {
                keeper.bringsTwoTogether();
                oneIsLetIn(twin, other);
            }
        }
    }

    @Test
    @Order(8)
    void nobody_waits_for_clients_that_do_not_read_or_say_nothing() throws Exception {
        try (var keeper = Gatekeeper.open();
                var _ = ChatServer.start(keeper, ENOUGH)) {
            var alice = joins("alice", keeper);
            var deaf = joins("deaf", keeper);
            alice.receives("JOINED deaf\n");
            keeper.shuts(deaf);
            says(alice, "MSG 1", "MSG alice 1");
            keeper.holdsBack(deaf);
            var bob = joins("bob", keeper);
            alice.receives("JOINED bob\n");
            says(bob, "MSG 2", "MSG bob 2", alice);
            for (int i = 1; i <= MANY; i++) {
                crowd.add(Peer.connectDeaf("silent " + i, keeper.address()));
                if (i % 2 == 0) {
                    keeper.shuts(crowd.getLast());
                    crowd.getLast().sends("hello\n");
                    keeper.holdsBack(crowd.getLast());
                }
            }
            says(alice, "MSG 3", "MSG alice 3", bob);
            var carol = joins("carol", keeper);
            alice.receives("JOINED carol\n");
            bob.receives("JOINED carol\n");
            says(carol, "WHO", "WHO alice deaf bob carol");
            keeper.opens(deaf);
            deaf.receives("MSG alice 1\nJOINED bob\nMSG bob 2\nMSG alice 3\nJOINED carol\n");
            says(deaf, "MSG 4", "MSG deaf 4", alice, bob, carol);
        }
    }

    @Test
    @Order(9)
    void a_client_for_which_too_many_lines_wait_is_cut_off() throws Exception {
        try (var keeper = Gatekeeper.open();
                var _ = ChatServer.start(keeper, QUEUE)) {
            var members = all(5, "member-", keeper);
            var alice = members.get(0);
            var bob = members.get(2);
            var carol = members.get(4);
            var deaf = List.of(members.get(1), members.get(3));
            shuts(keeper, deaf);
            for (int i = 1; i <= QUEUE; i++) {
                says(alice, "MSG " + i, "MSG member-1 " + i, bob, carol);
                deaf.forEach(keeper::holdsBack);
            }
            says(bob, "WHO", "WHO member-1 member-2 member-3 member-4 member-5");
            alice.sends("MSG 6\nMSG 7\n");
            deaf.forEach(Peer::seesTheConnectionGo);
            var lines = new ArrayList<String>();
            for (int i = 0; i < 4; i++) {
                lines.add(alice.receivesLine());
            }
            bob.receives(String.join("", lines));
            carol.receives(String.join("", lines));
            var expected = "LEFT member-2\nLEFT member-4\nMSG member-1 6\nMSG member-1 7\n";
            assertEquals(expected, String.join("", sorted(lines)), "lines, sorted");
            for (var member : deaf) {
                keeper.opens(member);
                member.hasNotReceived("MSG");
            }
            for (int i = 0; i < 20; i++) {
                says(bob, "WHO", "WHO member-1 member-3 member-5");
            }
            says(alice, "NICK member-2", "NICK member-1 member-2", bob, carol);

            var stranger = comes("stranger", keeper);
            asksInVain(keeper, stranger, "hello\n");
            keeper.opens(stranger);
            for (int i = 1; i <= QUEUE; i++) {
                isAnError(stranger.receivesLine());
            }
            asksInVain(keeper, stranger, "hello\n");
            stranger.sends("hello\nhello\n");
            stranger.seesTheConnectionGo();
            asksInVain(keeper, bob, "WHO\n");
            bob.sends("WHO\nWHO\n");
            bob.seesTheConnectionGo();
            alice.receives("LEFT member-3\n");
        }
    }

    @Test
    @Order(10)
    void those_who_stay_see_everything_while_a_hundred_come_and_go() throws Exception {
        try (var listener = Listener.open();
                var _ = ChatServer.start(listener, ENOUGH)) {
            var alice = joins("alice", listener);
            var bob = joins("bob", listener);
            alice.receives("JOINED bob\n");
            var guests = new ArrayList<Peer>();
            for (int i = 0; i < GUESTS; i++) {
                guests.add(comes("guest-" + i, listener));
            }
            for (int i = 0; i < GUESTS; i++) {
                var guest = guests.get(i);
                guest.sends("JOIN guest-" + i + "\nMSG hello\n" + (quits(i) ? "QUIT\n" : ""));
                alice.sends("MSG number " + i + "\n");
                bob.sends("MSG number " + i + "\n");
                if (finishes(i)) {
                    guest.finishes();
                }
            }
            var seen = new ArrayList<List<String>>();
            for (int i = 0; i < GUESTS; i++) {
                var last = quits(i) ? "BYE\n" : "MSG guest-" + i + " hello\n";
                seen.add(linesUntil(last, guests.get(i)));
                if (!quits(i) && !finishes(i)) {
                    guests.get(i).resets();
                }
            }
            var all = new ArrayList<String>();
            while (count("LEFT ", all) < GUESTS || count("MSG ", all) < 3 * GUESTS) {
                all.add(alice.receivesLine());
            }
            bob.receives(String.join("", all));
            for (int i = 0; i < GUESTS; i++) {
                isToldOnce("guest-" + i, all);
                isPartOf(all, seen.get(i), "guest-" + i);
            }
            for (var name : List.of("alice", "bob")) {
                var said = all.stream().filter(line -> line.startsWith("MSG " + name)).toList();
                for (int i = 0; i < GUESTS; i++) {
                    assertEquals("MSG " + name + " number " + i + "\n", said.get(i), "a line");
                }
            }
            says(alice, "WHO", "WHO alice bob");
        }
    }

    @Test
    @Order(11)
    void closing_ends_everything_and_waits_for_nobody() throws Exception {
        try (var keeper = Gatekeeper.open()) {
            var server = ChatServer.start(keeper, ENOUGH);
            var alice = joins("alice", keeper);
            var silent = comes("silent", keeper);
            var deaf = all(2, "deaf-", keeper);
            alice.receives("JOINED deaf-1\nJOINED deaf-2\n");
            shuts(keeper, deaf);
            deaf.getFirst().sends("QUIT\n");
            alice.receives("LEFT deaf-1\n");
            says(alice, "MSG hello", "MSG alice hello");
            deaf.forEach(keeper::holdsBack);
            Attempt.to(server::close).returns();
            alice.seesTheConnectionGo();
            silent.seesTheConnectionGo();
            for (var peer : deaf) {
                peer.seesTheConnectionGo();
                keeper.opens(peer);
                peer.hasNotReceived("MSG alice");
                peer.hasNotReceived("BYE");
            }
            Attempt.to(server::close).returns();
        }
        try (var listener = Listener.open()) {
            var server = ChatServer.start(listener, ENOUGH);
            var alice = joins("alice", listener);
            listener.goesAway();
            listener.letsNobodyIn();
            says(alice, "MSG I am still here", "MSG alice I am still here");
            Attempt.to(server::close).returns();
            alice.seesTheConnectionGo();
        }
        try (var listener = Listener.open()) {
            listener.holdsTheNextClient();
            var server = ChatServer.start(listener, ENOUGH);
            var late = comes("late", listener);
            listener.holdsAClient();
            var closing = Attempt.to(server::close);
            listener.isClosedByYou();
            closing.getsUnderWay();
            listener.handsOverTheClient();
            closing.returns();
            listener.letsNobodyIn();
            late.seesTheConnectionGo();
            listener.isLeftAlone();
        }
    }

    private Peer comes(String name, ServerSocket listener) throws IOException {
        crowd.add(Peer.connect(name, listener));
        return crowd.getLast();
    }

    private Peer joins(String name, ServerSocket listener) throws IOException {
        var peer = comes(name, listener);
        says(peer, "JOIN " + name, "JOINED " + name);
        return peer;
    }

    /// So many members, each of whom has seen the others come.
    private List<Peer> all(int count, String name, ServerSocket listener) throws IOException {
        var members = new ArrayList<Peer>();
        for (int i = 1; i <= count; i++) {
            members.add(joins(name + i, listener));
            for (var earlier : members.subList(0, i - 1)) {
                earlier.receives("JOINED " + name + i + "\n");
            }
        }
        return members;
    }

    /// Sends a line, and checks that the sender and the others are sent `answer`.
    private static void says(Peer peer, String line, String answer, Peer... others)
            throws IOException {
        peer.sends(line + "\n");
        peer.receives(answer + "\n");
        for (var other : others) {
            other.receives(answer + "\n");
        }
    }

    private static void isRefused(Peer peer, String line) throws IOException {
        peer.sends(line + "\n");
        isAnError(peer.receivesLine());
    }

    private static void isAnError(String line) {
        if (!line.matches("ERR [^\r\n]*\\S[^\r\n]*\n")) {
            throw Mismatch.of("ERR and a reason", Bytes.visible(Bytes.of(line)));
        }
    }

    /// Both want the same name: both see that one has it, and then the other is refused.
    private static void oneGetsTheName(String name, List<Peer> both, List<String> names)
            throws IOException {
        for (var peer : both) {
            peer.sends("NICK " + name + "\n");
        }
        var line = both.getFirst().receivesLine();
        int winner = line.equals("NICK " + names.getFirst() + " " + name + "\n") ? 0 : 1;
        assertEquals("NICK " + names.get(winner) + " " + name + "\n", line, "a line");
        both.getLast().receives(line);
        isAnError(both.get(1 - winner).receivesLine());
        names.set(winner, name);
    }

    private static void oneIsLetIn(Peer twin, Peer other) throws IOException {
        twin.sends("JOIN twin\n");
        other.sends("JOIN twin\n");
        var lines = sorted(List.of(twin.receivesLine(), other.receivesLine()));
        isAnError(lines.getFirst());
        assertEquals("JOINED twin\n", lines.getLast(), "the line of one of two with the same name");
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static boolean quits(int guest) {
        return guest % 3 == 0;
    }

    private static boolean finishes(int guest) {
        return guest % 3 == 1;
    }

    private static List<String> linesUntil(String last, Peer peer) {
        var lines = new ArrayList<String>();
        while (lines.isEmpty() || !lines.getLast().equals(last)) {
            lines.add(peer.receivesLine());
        }
        return lines;
    }

    private static long count(String beginning, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(beginning)).count();
    }

    /// A guest came, said hello and left, each once and in this order.
    private static void isToldOnce(String guest, List<String> all) {
        var expected =
                List.of(
                        "JOINED " + guest + "\n",
                        "MSG " + guest + " hello\n",
                        "LEFT " + guest + "\n");
        var found = all.stream().filter(line -> line.matches("[A-Z]+ " + guest + "\\s.*\\s?"));
        assertEquals(expected, found.toList(), "what members see of " + guest);
    }

    /// A guest saw the same as the others, from when it came until it quit.
    private static void isPartOf(List<String> all, List<String> seen, String guest) {
        int from = all.indexOf("JOINED " + guest + "\n");
        if (seen.getLast().equals("BYE\n")) {
            int to = all.indexOf("LEFT " + guest + "\n");
            assertEquals(
                    all.subList(from, to), seen.subList(0, seen.size() - 1), "seen by " + guest);
        } else {
            assertEquals(all.subList(from, from + seen.size()), seen, "seen by " + guest);
        }
    }

    private static void shuts(Gatekeeper keeper, List<Peer> peers) {
        peers.forEach(keeper::shuts);
    }

    /// Lets as many answers wait as may wait: one is being sent, the others come after it.
    private static void asksInVain(Gatekeeper keeper, Peer peer, String line) throws IOException {
        keeper.shuts(peer);
        peer.sends(line);
        keeper.holdsBack(peer);
        peer.sends(line.repeat(QUEUE - 1));
        peer.waitsUntilRead();
    }
}
