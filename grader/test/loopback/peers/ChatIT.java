package loopback.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The references of lesson 8 in a room with programs that nobody here wrote.
class ChatIT {

    /// Four members who speak at the same time, each when it has seen its last line come back.
    /// Prints how many different sequences of messages they have seen, and how long these are.
    private static final String CROWD =
            """
            import socket, sys, threading
            barrier = threading.Barrier(4)
            seen = [[] for _ in range(4)]
            def chat(number):
                name = f"member-{number}"
                with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
                    lines = server.makefile("r", newline="\\n")
                    say = lambda line: server.sendall(line.encode() + b"\\n")
                    say("JOIN " + name)
                    while lines.readline() != f"JOINED {name}\\n": pass
                    barrier.wait()
                    for i in range(20):
                        say(f"MSG {i}")
                        while True:
                            line = lines.readline()
                            if line.startswith("MSG "): seen[number].append(line)
                            if line == f"MSG {name} {i}\\n": break
                    while len(seen[number]) < 4 * 20:
                        line = lines.readline()
                        if line.startswith("MSG "): seen[number].append(line)
                    barrier.wait()
                    say("QUIT")
            threads = [threading.Thread(target=chat, args=(i,)) for i in range(4)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            print(len(set(map(tuple, seen))), len(seen[0]), len(set(seen[0])))
            """;

    @Test
    void netcat_socat_and_ncat_chat_with_each_other() throws Exception {
        try (var server = Tried.start("chat/ChatServer");
                var alice = Running.start(Programs.need("nc"), "127.0.0.1", server.port());
                var bob =
                        Running.start(
                                Programs.need("socat"), "-", "TCP:127.0.0.1:" + server.port());
                var carol = Running.start(Programs.need("ncat"), "127.0.0.1", server.port())) {
            assertEquals("JOINED alice", alice.types("JOIN alice\n").line());
            assertEquals("JOINED bob", bob.types("JOIN bob\r\n").line());
            assertEquals("JOINED carol", carol.types("JOIN carol\n").line());
            allSee("JOINED bob", alice);
            allSee("JOINED carol", alice, bob);
            bob.types("MSG Grüße aus socat\n");
            allSee("MSG bob Grüße aus socat", alice, bob, carol);
            carol.types("NICK dave\n");
            allSee("NICK carol dave", alice, bob, carol);
            assertEquals("WHO alice bob dave", alice.types("WHO\n").line());
            assertEquals("BYE", alice.types("QUIT\n").line());
            allSee("LEFT alice", bob, carol);
            kill(bob);
            allSee("LEFT bob", carol);
        }
    }

    @Test
    void netcat_may_hang_up_after_its_last_word() throws Exception {
        try (var server = Tried.start("chat/ChatServer")) {
            var netcat = List.of(Programs.need("nc"), "-N", "127.0.0.1", server.port());
            assertEquals(
                    "JOINED alice\nMSG alice hello\n",
                    Programs.runWith("JOIN alice\nMSG hello\n", netcat).text());
        }
    }

    @Test
    void threads_of_python_all_see_the_same_in_the_same_order() throws Exception {
        try (var server = Tried.start("chat/ChatServer", "0", "1000")) {
            var python = Programs.need("python3");
            assertEquals("1 80 80\n", Programs.run(python, "-c", CROWD, server.port()).text());
        }
    }

    @Test
    void a_client_and_netcat_chat_with_each_other() throws Exception {
        try (var server = Tried.start("chat/ChatServer");
                var alice = client(server.port());
                var bob = Running.start(Programs.need("nc"), "127.0.0.1", server.port())) {
            assertEquals("JOINED alice", alice.types("JOIN alice\n").line());
            assertEquals("JOINED bob", bob.types("JOIN bob\n").line());
            allSee("JOINED bob", alice);
            alice.types("MSG Grüße\n");
            allSee("MSG alice Grüße", alice, bob);
            bob.types("MSG 你好\n");
            allSee("MSG bob 你好", alice, bob);
            assertEquals("BYE", alice.types("QUIT\n").line());
            assertEquals("", alice.line(), "the client ends, although nobody has ended its input");
            allSee("LEFT alice", bob);
        }
    }

    @Test
    void two_clients_chat_in_the_room_of_ncat() throws Exception {
        try (var room = NcatServer.chat();
                var alice = client("" + room.address().getPort())) {
            alice.lineWith("<announce>");
            try (var bob = client("" + room.address().getPort())) {
                bob.lineWith("<announce>");
                alice.types("hello, bob\n");
                bob.lineWith("> hello, bob");
                bob.types("hello, alice\n");
                alice.lineWith("> hello, alice");
            }
        }
    }

    @Test
    void a_bot_answers_netcat_and_no_other_bot() throws Exception {
        try (var server = Tried.start("chat/ChatServer");
                var tim = bot(server.port(), "tim-bot");
                var ann = bot(server.port(), "ann-bot");
                var alice = Running.start(Programs.need("nc"), "127.0.0.1", server.port())) {
            tim.lineWith("JOINED tim-bot");
            ann.lineWith("JOINED ann-bot");
            assertEquals("JOINED alice", alice.types("JOIN alice\n").line());
            alice.types("MSG tim-bot: help\n");
            allSee("MSG alice tim-bot: help", alice);
            allSee("MSG tim-bot ask me what time it is", alice);
            alice.types("MSG Ann-Bot, help!\n");
            allSee("MSG alice Ann-Bot, help!", alice);
            allSee("MSG ann-bot ask me what time it is", alice);
            assertEquals("BYE", alice.types("QUIT\n").line());
        }
    }

    private static Running client(String port) throws IOException {
        return Running.start(Tried.command("chat/ChatClient", "127.0.0.1", port));
    }

    private static Running bot(String port, String name) throws IOException {
        return Running.start(Tried.command("chat/ChatBot", "127.0.0.1", port, name, "1"));
    }

    private static void kill(Running program) {
        program.close();
    }

    private static void allSee(String line, Running... members) throws IOException {
        for (var member : members) {
            assertEquals(line, member.line());
        }
    }
}
