package chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.Reader;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.stream.IntStream;
import kit.Attempt;
import kit.ClientSocket;
import kit.Host;
import kit.Keyboard;
import kit.Screen;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ChatClientTest {

    private static final String LONG = "x".repeat(100_000);

    /// With its end it just fills a buffer of a usual size.
    private static final String KILO = "x".repeat(1_023);

    @Test
    @Order(1)
    void each_line_of_the_server_is_shown_when_it_is_complete() throws Exception {
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.to(host.address());
                var server = host.accepts()) {
            var call = run(user, screen, socket);
            for (var line : new String[] {"hello", "", "  two  words\t", "QUIT", KILO, LONG}) {
                server.sends(line + "\n");
                screen.shows(line + "\n");
            }
            server.sends("a\r\nb\n\n\nc\r\n");
            screen.shows("a\nb\n\n\nc\n");
            server.trickles("in pieces\r\n");
            screen.shows("in pieces\n");
            server.sends("the last");
            server.finishes();
            screen.shows("the last\n");
            call.returns();
            screen.showsNothingMore();
        }
    }

    @Test
    @Order(2)
    void each_line_of_the_user_is_sent_when_it_is_complete() throws Exception {
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.to(host.address());
                var server = host.accepts()) {
            var call = run(user, screen, socket);
            for (var line :
                    new String[] {"hello", "", "  two  words\t", "QUIT", "exit", KILO, LONG}) {
                user.types(line + "\n");
                server.receives(line + "\n");
            }
            user.types("a\r\nb\n\n\nc\r\n");
            server.receives("a\nb\n\n\nc\n");
            user.types("in", " ", "pieces", "\r", "\n");
            server.receives("in pieces\n");
            user.types("the last");
            user.ends();
            server.receives("the last\n");
            server.seesTheEnd();
            server.finishes();
            call.returns();
            screen.showsNothingMore();
        }
    }

    @Test
    @Order(3)
    void neither_direction_waits_for_the_other() throws Exception {
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.to(host.address());
                var server = host.accepts()) {
            var call = run(user, screen, socket);
            screen.stands();
            server.sends("one\n");
            screen.isWaitedFor();
            user.types("hello\n");
            server.receives("hello\n");
            screen.goesOn();
            screen.shows("one\n");
            server.finishes();
            call.returns();
        }
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.full(host.address());
                var server = host.accepts()) {
            var call = run(user, screen, socket);
            user.types("hello\n");
            socket.isWrittenTo();
            server.sends("one\n");
            screen.shows("one\n");
            server.finishes();
            call.returns();
        }
    }

    @Test
    @Order(4)
    void text_is_utf_8_in_both_directions() throws Exception {
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.to(host.address());
                var server = host.accepts()) {
            var call = run(user, screen, socket);
            server.sends(utf8("Zo\u00eb, \u4f60\u597d \ud83d\ude00\n"));
            screen.shows("Zo\u00eb, \u4f60\u597d \ud83d\ude00\n");
            user.types("Zo\u00eb, \u4f60\u597d \ud83d\ude00\n");
            server.receives(utf8("Zo\u00eb, \u4f60\u597d \ud83d\ude00\n"));

            server.trickles(utf8("\u20ac\ud83d\ude00\n"));
            screen.shows("\u20ac\ud83d\ude00\n");
            user.types("\u20ac\ud83d", "\ude00\n");
            server.receives(utf8("\u20ac\ud83d\ude00\n"));

            server.sends("caf\u00e9!\n");
            screen.shows("caf\ufffd!\n");
            server.sends(utf8("one\u0085two\u2028\f\013three\0\n"));
            screen.shows("one\u0085two\u2028\f\013three\0\n");
            user.types("one\u0085two\u2028\f\013three\0\n");
            server.receives(utf8("one\u0085two\u2028\f\013three\0\n"));
            server.sends("caf\u00e9");
            server.finishes();
            screen.shows("caf\ufffd\n");
            call.returns();
        }
    }

    @Test
    @Order(5)
    void when_the_user_ends_the_server_hears_it_and_is_still_heard() throws Exception {
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.to(host.address());
                var server = host.accepts()) {
            var call = run(user, screen, socket);
            user.types("one\ntwo\n");
            user.ends();
            server.receives("one\ntwo\n");
            server.seesTheEnd();
            server.sends("ONE\n");
            screen.shows("ONE\n");
            call.goesOn("the server had ended");
            server.sends("TWO\n");
            screen.shows("TWO\n");
            server.finishes();
            call.returns();
        }
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.to(host.address());
                var server = host.accepts()) {
            user.ends();
            var call = run(user, screen, socket);
            server.seesTheEnd();
            server.sends("nobody?\n");
            server.finishes();
            screen.shows("nobody?\n");
            call.returns();
        }
    }

    @Test
    @Order(6)
    void when_the_server_ends_nobody_waits_for_the_user() throws Exception {
        serverEnds(Keyboard.open(), "late\n");
        serverEnds(Keyboard.open(), "");
        serverEnds(Keyboard.mindingInterrupts(), "late\n");
    }

    private static void serverEnds(Keyboard silent, String late) throws Exception {
        try (var host = Host.open();
                silent;
                var screen = Screen.open();
                var socket = ClientSocket.to(host.address());
                var server = host.accepts()) {
            var call = run(silent, screen, socket);
            silent.types("hello\n");
            server.receives("hello\n");
            server.sends("one\nbye");
            server.finishes();
            call.returns();
            screen.shows("one\nbye\n");
            screen.showsNothingMore();

            silent.isReadByDaemons();
            if (late.isEmpty()) {
                silent.ends();
            } else {
                silent.types(late);
            }
            silent.isLeftAlone();
            server.seesTheEnd();
        }
    }

    @Test
    @Order(7)
    void when_the_server_ends_nobody_waits_for_a_line_on_its_way() throws Exception {
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.full(host.address());
                var server = host.accepts()) {
            var call = run(user, screen, socket);
            user.types("hello\n");
            socket.isWrittenTo();
            server.sends("bye\n");
            server.finishes();
            call.returns();
            screen.shows("bye\n");
            user.isLeftAlone();
        }
    }

    @Test
    @Order(8)
    void a_failure_of_the_user_or_of_the_screen_ends_the_call() throws Exception {
        for (var failure :
                new Exception[] {new IOException("broken"), new IllegalStateException("bug")}) {
            try (var host = Host.open();
                    var user = Keyboard.open();
                    var screen = Screen.open();
                    var socket = ClientSocket.to(host.address());
                    var server = host.accepts()) {
                var call = run(user, screen, socket);
                user.types("hello\n");
                server.receives("hello\n");
                user.fails(failure);
                assertSame(failure, call.fails(Exception.class));
                assertEquals("closed", state(socket), "the socket");
                server.seesTheConnectionGo();
            }
            try (var host = Host.open();
                    var user = Keyboard.open();
                    var screen = Screen.open();
                    var socket = ClientSocket.to(host.address());
                    var server = host.accepts()) {
                screen.fails(failure);
                var call = run(user, screen, socket);
                server.sends("hello\n");
                assertSame(failure, call.fails(Exception.class));
                assertEquals("closed", state(socket), "the socket");
                server.seesTheConnectionGo();
            }
            try (var host = Host.open();
                    var user = Keyboard.open();
                    var screen = Screen.open();
                    var socket = ClientSocket.full(host.address());
                    var server = host.accepts()) {
                screen.fails(failure);
                var call = run(user, screen, socket);
                user.types("hello\n");
                socket.isWrittenTo();
                server.sends("hello\n");
                assertSame(failure, call.fails(Exception.class));
                user.isLeftAlone();
            }
        }
    }

    @Test
    @Order(9)
    void a_failure_of_the_connection_ends_the_call() throws Exception {
        var failure = new SocketException("out of order");
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.failingToSend(host.address(), failure)) {
            var call = run(user, screen, socket);
            user.types("hello\n");
            assertSame(failure, call.fails(Exception.class));
            assertEquals("closed", state(socket), "the socket");
        }
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.failingToReceive(host.address(), "one\n", failure)) {
            var call = run(user, screen, socket);
            assertSame(failure, call.fails(Exception.class));
            screen.shows("one\n");
            assertEquals("closed", state(socket), "the socket");
        }
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.to(host.address());
                var server = host.accepts()) {
            var call = run(user, screen, socket);
            user.types("hello\n");
            server.receives("hello\n");
            server.resets();
            call.fails(IOException.class);
            assertEquals("closed", state(socket), "the socket");
        }
    }

    @Test
    @Order(10)
    void only_the_socket_is_closed_and_no_timeout_is_set() throws Exception {
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.to(host.address());
                var server = host.accepts()) {
            var call = Attempt.to(() -> ChatClient.run(user.reader(), screen.writer(), socket));
            user.types("hello\n");
            server.receives("hello\n");
            server.sends("HELLO\n");
            screen.shows("HELLO\n");
            assertEquals(0, socket.getSoTimeout(), "timeout during the call");
            user.ends();
            server.seesTheEnd();
            server.finishes();
            call.returns();
            user.isLeftAlone();
            assertEquals("closed", state(socket), "the socket");
            assertEquals("open", user.isClosed() ? "closed" : "open", "what the user types");
            assertEquals("open", screen.isClosed() ? "closed" : "open", "what is shown");
        }
        try (var host = Host.open();
                var user = Keyboard.open();
                var screen = Screen.open();
                var socket = ClientSocket.to(host.address());
                var server = host.accepts()) {
            socket.setSoTimeout(50);
            Wire.note("caller", "has set a timeout of 50 ms for reads");
            run(user, screen, socket).fails(SocketTimeoutException.class);
            assertEquals("closed", state(socket), "the socket");
            server.seesTheEnd();
        }
    }

    @Test
    @Order(11)
    void two_clients_talk_a_lot_and_know_nothing_of_each_other() throws Exception {
        try (var host = Host.open();
                var alice = Keyboard.open();
                var bob = Keyboard.open();
                var alices = Screen.open();
                var bobs = Screen.open();
                var first = ClientSocket.to(host.address());
                var alicesServer = host.accepts();
                var second = ClientSocket.to(host.address());
                var bobsServer = host.accepts()) {
            var alicesCall = run(alice, alices, first);
            var bobsCall = run(bob, bobs, second);
            alice.types("I am Alice\n");
            alicesServer.receives("I am Alice\n");
            bob.types(lines("bob"));
            bobsServer.sendsInTheBackground(utf8(lines("BOB")));
            bobsServer.receives(lines("bob"));
            bobs.shows(lines("BOB"));
            bobsServer.finishes();
            bobsCall.returns();

            alicesServer.sends("are you?\n");
            alices.shows("are you?\n");
            alicesServer.finishes();
            alicesCall.returns();
            alices.showsNothingMore();
        }
    }

    private static String lines(String word) {
        return IntStream.range(0, 1_000).mapToObj(i -> word + " " + i + "\n").collect(joining());
    }

    private static Attempt<Void> run(Keyboard user, Screen screen, Socket socket) {
        Reader reader = user.reader();
        return Attempt.to(() -> ChatClient.run(reader, screen.out(), socket));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static String state(Socket socket) {
        return socket.isClosed() ? "closed" : "open";
    }
}
