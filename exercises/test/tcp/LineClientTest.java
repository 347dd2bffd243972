package tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import kit.Attempt;
import kit.Bytes;
import kit.Host;
import kit.Loopback;
import kit.Names;
import kit.Peer;
import kit.Weather;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class LineClientTest {

    /// What the server does with the one client it has.
    private interface Talk {
        void with(Peer server) throws Exception;
    }

    @Test
    @Order(1)
    void the_question_is_sent_in_utf_8_with_one_newline() throws Exception {
        for (var question : List.of("Grüße, 世界, e\u0301", " \t\u000b\f\0\u0085\u2028 ", "")) {
            try (var host = Host.open()) {
                var asking = asking(host.address(), question);
                try (var server = host.accepts()) {
                    server.receives((question + "\n").getBytes(UTF_8));
                    server.sends("PONG\n");
                    assertEquals("PONG", asking.returns());
                    server.seesTheEnd();
                }
            }
        }
    }

    @Test
    @Order(2)
    void the_answer_is_decoded_from_utf_8() throws Exception {
        Talk talk = server -> server.trickles("schön, 😀 €\n".getBytes(UTF_8));
        Talk malformed = server -> server.sends("a\u00ffb\n");
        Talk marked = server -> server.sends("\ufeffa\ufeff\n".getBytes(UTF_8));

        assertEquals("schön, 😀 €", ask("PING", talk).returns());
        assertEquals("a\ufffdb", ask("PING", malformed).returns());
        assertEquals("\ufeffa\ufeff", ask("PING", marked).returns());
    }

    @Test
    @Order(3)
    void the_answer_is_the_first_line_of_a_server_that_goes_on() throws Exception {
        Talk talk = server -> server.sends("first\nsecond\n");

        assertEquals("first", ask("", talk).returns());
    }

    @Test
    @Order(4)
    void only_a_carriage_return_before_the_newline_is_dropped() throws Exception {
        Talk talk = server -> server.sends("\ta\rb \r\n");
        Talk empty = server -> server.sends("\r\n");
        Talk twice = server -> server.sends("\0\f\r\r\n");

        assertEquals("\"\\ta\\rb \"", visible(ask("?", talk).returns()));
        assertEquals("\"\"", visible(ask("?", empty).returns()));
        assertEquals("\"\\x00\\x0c\\r\"", visible(ask("?", twice).returns()));
    }

    @Test
    @Order(5)
    void a_long_answer_may_come_in_many_pieces() throws Exception {
        var piece = "0123456789".repeat(20_000);
        Talk talk =
                server -> {
                    server.sends(piece, Weather.today());
                    for (int i = 1; i < 6; i++) {
                        server.sends(piece);
                        server.waitsUntilRead();
                    }
                    server.sends("\n");
                };

        var found = ask("?", talk).returns();
        assertEquals(1_200_000, found.length(), "characters of the answer");
        assertEquals(piece.repeat(6), found);
    }

    @Test
    @Order(6)
    void the_client_leaves_its_side_open_until_it_has_the_answer() throws Exception {
        Talk talk =
                server -> {
                    server.sends("PO");
                    server.waitsUntilRead();
                    server.hasNotHeardTheEnd();
                    server.sends("NG\n");
                };

        assertEquals("PONG", ask("PING", talk).returns());
    }

    @Test
    @Order(7)
    void a_missing_or_unfinished_answer_is_an_exception() throws Exception {
        Talk half =
                server -> {
                    server.sends("PO");
                    server.finishes();
                };
        Talk withoutLf =
                server -> {
                    server.sends("PONG\r");
                    server.finishes();
                };

        ask("PING", half).fails(EOFException.class);
        ask("PING", withoutLf).fails(EOFException.class);
        ask("PING", Peer::finishes).fails(EOFException.class);
        ask("PING", Peer::resets).fails(IOException.class);

        try (var closed = Loopback.refusing()) {
            asking((InetSocketAddress) closed.getLocalSocketAddress(), "PING")
                    .fails(IOException.class);
        }
    }

    @Test
    @Order(8)
    void a_question_of_two_lines_is_refused_before_connecting() throws Exception {
        try (var host = Host.open()) {
            asking(host.address(), "PING\nQUIT").fails(IllegalArgumentException.class);
            asking(host.address(), "PING\r").fails(IllegalArgumentException.class);
            asking(host.address(), "\nPING").fails(IllegalArgumentException.class);
            asking(host.address(), "\rPING").fails(IllegalArgumentException.class);
            asking(host.address(), "PI\rNG").fails(IllegalArgumentException.class);
            host.hasNoMoreVisitors();
        }
    }

    @Test
    @Order(9)
    void an_address_is_called_whatever_name_it_has() throws Exception {
        Names.give("moved.test", "127.0.0.9");
        try (var host = Host.open()) {
            var loopback = host.address().getAddress().getAddress();
            var address = InetAddress.getByAddress("moved.test", loopback);
            var asking = asking(new InetSocketAddress(address, host.port()), "PING");
            try (var server = host.accepts()) {
                server.receives("PING\n");
                server.sends("PONG\n");
                assertEquals("PONG", asking.returns());
            }
        }
        asking(InetSocketAddress.createUnresolved("nobody.test", 9), "PING")
                .fails(UnknownHostException.class);
    }

    /// Lets a server answer the question `line` as `talk` says.
    private static Attempt<String> ask(String line, Talk talk) throws Exception {
        try (var host = Host.open()) {
            var asking = asking(host.address(), line);
            try (var server = host.accepts()) {
                server.receivesLine();
                talk.with(server);
                asking.ends();
                server.seesTheConnectionGo();
            }
            return asking;
        }
    }

    private static Attempt<String> asking(InetSocketAddress server, String line) {
        return Attempt.of(() -> LineClient.ask(server, line));
    }

    private static String visible(String text) {
        return Bytes.visible(Bytes.of(text));
    }
}
