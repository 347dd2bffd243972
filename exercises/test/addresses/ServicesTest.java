package addresses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ServicesTest {

    private String file =
            """
            ssh 22/tcp
            domain 53/tcp
            domain 53/udp
            tftp\t\t69/udp
            http-alt 8080/tcp webcache http-proxy
            http 80/tcp www www-http
            syslog 514/udp
            shell 514/tcp cmd
            """;

    @Test
    @Order(1)
    void the_first_line_that_fits_tells_port_or_name() throws Exception {
        isAt(22, "ssh", "tcp");
        isCalled("ssh", 22, "tcp");
        isNowhere("gopher", "tcp");
        isNobody(70, "tcp");

        file = "time 37/tcp\nclock 37/tcp\ntime 370/tcp watch\nwatch 371/tcp\n";
        isCalled("time", 37, "tcp");
        isAt(37, "time", "tcp");
        isAt(370, "watch", "tcp");
    }

    @Test
    @Order(2)
    void the_protocol_has_to_fit() throws Exception {
        isAt(69, "tftp", "udp");
        isNowhere("tftp", "tcp");
        isNobody(69, "tcp");
        isAt(53, "domain", "udp");
        isCalled("syslog", 514, "udp");
        isCalled("shell", 514, "tcp");
    }

    @Test
    @Order(3)
    void an_alias_has_the_port_of_its_service() throws Exception {
        isAt(80, "www", "tcp");
        isAt(80, "www-http", "tcp");
        isAt(514, "cmd", "tcp");
        isNowhere("cmd", "udp");
        isCalled("http", 80, "tcp");
    }

    @Test
    @Order(4)
    void only_a_whole_word_fits() throws Exception {
        isAt(80, "http", "tcp");
        isNowhere("htt", "tcp");
        isNowhere("", "tcp");
        isNowhere("proxy", "tcp");
        isNowhere("HTTP", "tcp");
        isNowhere("http", "tc");
        isNowhere("http", "TCP");
        isNowhere("80/tcp", "tcp");
        isNobody(8, "tcp");
        isNobody(514, "dp");
    }

    @Test
    @Order(5)
    void comments_and_white_space_do_not_count() throws Exception {
        file =
                """
                # The mail goes to smtp.
                #ssh 2222/tcp

                \t
                \t ssh\t\t22/tcp \t secure-shell# remote login
                smtp 25/tcp #mail
                pop3 110/tcp  mail post # and www
                www 80/tcp\
                """;

        isAt(22, "ssh", "tcp");
        isCalled("ssh", 22, "tcp");
        isAt(22, "secure-shell", "tcp");
        isAt(110, "mail", "tcp");
        isAt(110, "post", "tcp");
        isAt(80, "www", "tcp");
        isNobody(2222, "tcp");
    }

    @Test
    @Order(6)
    void a_line_of_another_form_is_skipped() throws Exception {
        file =
                """
                http
                http 81
                http eighty/tcp
                http tcp/82
                http 83/
                http /tcp
                http 84 tcp
                http +85/tcp
                http -86/tcp
                http 087/tcp
                http 65616/tcp
                http 99999999999/tcp
                http 80/tcp
                last 65535/tcp
                none 0/tcp
                """;

        isAt(80, "http", "tcp");
        isCalled("http", 80, "tcp");
        isAt(65535, "last", "tcp");
        isCalled("none", 0, "tcp");
    }

    @Test
    @Order(7)
    void the_reader_is_closed_whatever_happens() {
        var failure = new IOException("unreadable");

        closes("port, found", new Tape(file, null), tape -> Services.port(tape, "ssh", "tcp"));
        closes("name, found", new Tape(file, null), tape -> Services.name(tape, 22, "tcp"));
        closes("port, missed", new Tape(file, null), tape -> Services.port(tape, "x", "tcp"));
        closes("name, missed", new Tape(file, null), tape -> Services.name(tape, 70, "tcp"));
        closes("port, failed", new Tape("", failure), tape -> Services.port(tape, "ssh", "tcp"));
        closes("name, failed", new Tape("", failure), tape -> Services.name(tape, 22, "tcp"));
    }

    @Test
    @Order(8)
    void a_failure_to_read_is_passed_on() {
        var failure = new IOException("unreadable");

        passesOn(failure, tape -> Services.port(tape, "gopher", "tcp"));
        passesOn(failure, tape -> Services.name(tape, 70, "tcp"));
    }

    private void isAt(int port, String name, String protocol) throws IOException {
        var found = Services.port(new StringReader(file), name, protocol);
        assertEquals(OptionalInt.of(port), found, "port of " + name + ", " + protocol);
    }

    private void isNowhere(String name, String protocol) throws IOException {
        var found = Services.port(new StringReader(file), name, protocol);
        assertEquals(OptionalInt.empty(), found, "port of " + name + ", " + protocol);
    }

    private void isCalled(String name, int port, String protocol) throws IOException {
        var found = Services.name(new StringReader(file), port, protocol);
        assertEquals(Optional.of(name), found, "name of port " + port + ", " + protocol);
    }

    private void isNobody(int port, String protocol) throws IOException {
        var found = Services.name(new StringReader(file), port, protocol);
        assertEquals(Optional.empty(), found, "name of port " + port + ", " + protocol);
    }

    private static void closes(String when, Tape tape, Question question) {
        try {
            question.ask(tape);
        } catch (Exception e) {
            // Another step looks at exceptions.
        }
        assertEquals("closed", tape.closed ? "closed" : "open", "reader after " + when);
    }

    private void passesOn(IOException failure, Question question) {
        Object outcome;
        try {
            outcome = question.ask(new Tape(file, failure));
        } catch (Exception e) {
            outcome = e;
        }
        assertSame(failure, outcome, "outcome of a failure to read");
    }

    @FunctionalInterface
    private interface Question {
        Object ask(Reader services) throws IOException;
    }

    /// A text, then its end or a failure; knows whether it was closed.
    private static final class Tape extends Reader {

        private final Reader text;
        private final IOException failure;
        private boolean closed;

        Tape(String text, IOException failure) {
            this.text = new StringReader(text);
            this.failure = failure;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int count = text.read(buffer, offset, length);
            if (count < 0 && failure != null) {
                throw failure;
            }
            return count;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
