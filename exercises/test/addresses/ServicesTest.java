package addresses;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ServicesTest {

    private static final String FILE =
            """
            ssh 22/tcp
            domain 53/tcp
            domain 53/udp
            tftp\t\t69/udp
            http-alt 8080/tcp webcache http-proxy
            http 80/tcp www www-http
            syslog 514/udp
            shell 514/tcp
            exec 512/tcp cmd
            """;

    private String file = "";

    @Test
    @Order(1)
    void the_first_line_that_fits_tells_port_or_name() {
        given(FILE);
        isAt(22, "ssh", "tcp");
        isCalled("ssh", 22, "tcp");
        isNowhere("gopher", "tcp");
        isNobody(70, "tcp");
        isNobody(-1, "tcp");
        isNobody(22 + 65536, "tcp");

        given("time 37/tcp\nclock 37/tcp\ntime 370/tcp watch\nwatch 371/tcp\n");
        isCalled("time", 37, "tcp");
        isAt(37, "time", "tcp");
        isAt(370, "watch", "tcp");
    }

    @Test
    @Order(2)
    void the_protocol_has_to_fit() {
        given(FILE);
        isAt(53, "domain", "udp");
        isAt(69, "tftp", "udp");
        isNowhere("tftp", "tcp");
        isNobody(69, "tcp");
        isCalled("syslog", 514, "udp");
        isCalled("shell", 514, "tcp");

        given("zip 6/ddp\nzip 9/tcp\necho 7/sctp\nlog 7/udp-lite\n");
        isAt(6, "zip", "ddp");
        isAt(9, "zip", "tcp");
        isCalled("echo", 7, "sctp");
        isCalled("log", 7, "udp-lite");
    }

    @Test
    @Order(3)
    void an_alias_has_the_port_of_its_service() {
        given(FILE);
        isAt(80, "www", "tcp");
        isAt(80, "www-http", "tcp");
        isAt(512, "cmd", "tcp");
        isCalled("http", 80, "tcp");

        var aliases = IntStream.rangeClosed(1, 1000).mapToObj(i -> " alias-" + i);
        file = "many 9/tcp" + aliases.collect(Collectors.joining()) + "\n";
        Wire.note("file", "many 9/tcp alias-1 alias-2 alias-3, and so on to alias-1000");
        isAt(9, "alias-500", "tcp");
        isAt(9, "alias-1000", "tcp");
    }

    @Test
    @Order(4)
    void only_a_whole_word_fits() {
        given(FILE);
        isAt(80, "http", "tcp");
        isNowhere("htt", "tcp");
        isNowhere("", "tcp");
        isNowhere("proxy", "tcp");
        isNowhere("HTTP", "tcp");
        isNowhere("httpt", "cp");
        isNowhere("htt", "ptcp");
        isNowhere("http", "tc");
        isNowhere("http", "TCP");
        isNowhere("http", "");
        isNowhere("80/tcp", "tcp");
        isNowhere("www www-http", "tcp");
        isNowhere("h..p", "tcp");
        isNowhere(".*", "tcp");
        isNobody(8, "tcp");
        isNobody(8, "0tcp");
        isNobody(514, "dp");

        given("Kerberos 88/TCP\n");
        isAt(88, "Kerberos", "TCP");
        isCalled("Kerberos", 88, "TCP");
        isNowhere("kerberos", "TCP");
        isNowhere("Kerberos", "tcp");
    }

    @Test
    @Order(5)
    void comments_and_white_space_do_not_count() {
        given(
                """
                # The mail goes to smtp.
                #
                #ssh 2222/tcp

                \t
                \t ssh\t\t22/tcp \t secure-shell# remote login
                smtp 25/tcp #mail
                telnet 23/tcp# mail
                pop3 110/tcp  mail post # and www
                gopher 70/tcp \t
                www 80/tcp\
                """);

        isAt(22, "ssh", "tcp");
        isAt(22, "secure-shell", "tcp");
        isAt(23, "telnet", "tcp");
        isCalled("telnet", 23, "tcp");
        isAt(110, "mail", "tcp");
        isAt(110, "post", "tcp");
        isCalled("gopher", 70, "tcp");
        isAt(80, "www", "tcp");
        isNobody(2222, "tcp");
        isNowhere("#ssh", "tcp");
        isNowhere("#", "tcp");
    }

    @Test
    @Order(6)
    void a_line_of_another_form_is_skipped() {
        given(
                """
                http
                http 81
                http eighty/tcp
                http tcp/82
                half 83/
                http /tcp
                http 84 tcp
                http 90 /tcp
                http 91/ tcp
                http 92 / tcp
                80/tcp http
                http # 80/tcp
                http +85/tcp
                http -86/tcp
                http 087/tcp
                http 00/tcp
                http ٨٨/tcp
                http 65616/tcp
                http 99999999999/tcp
                http 4294967385/tcp
                edge 65536/tcp
                http 80/tcp
                last 65535/tcp
                none 0/tcp
                """);

        isAt(80, "http", "tcp");
        isCalled("http", 80, "tcp");
        isAt(65535, "last", "tcp");
        isCalled("none", 0, "tcp");
        isNowhere("edge", "tcp");
        isNowhere("half", "");
        isNobody(83, "");
    }

    @Test
    @Order(7)
    void the_reader_is_closed_whatever_happens() {
        given(FILE);
        closes("port, found", Tape.of(FILE), tape -> Services.port(tape, "ssh", "tcp"));
        closes("name, found", Tape.of(FILE), tape -> Services.name(tape, 22, "tcp"));
        closes("port, missed", Tape.of(FILE), tape -> Services.port(tape, "x", "tcp"));
        closes("name, missed", Tape.of(FILE), tape -> Services.name(tape, 70, "tcp"));
        closes("port of no name", Tape.of(FILE), tape -> Services.port(tape, "", ""));
        closes("name of port -1", Tape.of(FILE), tape -> Services.name(tape, -1, "tcp"));

        var io = new IOException("unreadable");
        closes("port, failed", new Tape("", io), tape -> Services.port(tape, "ssh", "tcp"));
        closes("name, failed", new Tape("", io), tape -> Services.name(tape, 22, "tcp"));
        var other = new IllegalStateException("no IOException");
        closes("port, unchecked", new Tape("", other), tape -> Services.port(tape, "ssh", "tcp"));
        closes("name, unchecked", new Tape("", other), tape -> Services.name(tape, 22, "tcp"));
    }

    @Test
    @Order(8)
    void a_failure_to_read_is_passed_on() {
        given(FILE);
        for (var failure : List.of(new IOException("unreadable"), new EOFException("cut off"))) {
            passesOn(failure, tape -> Services.port(tape, "gopher", "tcp"));
            passesOn(failure, tape -> Services.name(tape, 70, "tcp"));
        }
    }

    @Test
    @Order(9)
    void a_file_may_be_long_and_come_in_pieces() throws Exception {
        var rest = IntStream.range(0, 9000).mapToObj(i -> "x" + i + " 1/tcp # no " + i + "\n");
        file = rest.collect(Collectors.joining()) + "last 2/tcp\n";
        Wire.note("file", "x0 1/tcp # no 0, and so on to x8999; then last 2/tcp");
        isAt(2, "last", "tcp");
        isCalled("last", 2, "tcp");

        given(FILE);
        Wire.note("file", "comes in pieces of three characters");
        var port = Services.port(Tape.of(file), "shell", "tcp");
        assertEquals(OptionalInt.of(514), port, call("port", "\"shell\"", "tcp"));
        var name = Services.name(Tape.of(file), 514, "udp");
        assertEquals(Optional.of("syslog"), name, call("name", 514, "udp"));
    }

    @Test
    @Order(10)
    void any_word_may_be_a_name() {
        given(
                """
                whois++ 63/tcp
                z39.50 210/tcp
                9pfs 564/tcp
                größe 600/tcp
                65 66/tcp
                plain 67/tcp sql*net a/b _x (y) $z 68
                """);

        isAt(63, "whois++", "tcp");
        isCalled("whois++", 63, "tcp");
        isCalled("z39.50", 210, "tcp");
        isCalled("9pfs", 564, "tcp");
        isCalled("größe", 600, "tcp");
        isAt(66, "65", "tcp");
        for (var alias : "sql*net a/b _x (y) $z 68".split(" ")) {
            isAt(67, alias, "tcp");
        }
    }

    /// Makes `text` the file that is looked at, and shows it in the transcript.
    private void given(String text) {
        file = text;
        text.lines().forEach(line -> Wire.note("file", line.replace("\t", "\\t")));
    }

    private void isAt(int port, String name, String protocol) {
        portIs(OptionalInt.of(port), name, protocol);
    }

    private void isNowhere(String name, String protocol) {
        portIs(OptionalInt.empty(), name, protocol);
    }

    private void portIs(OptionalInt expected, String name, String protocol) {
        var call = call("port", '"' + name + '"', protocol);
        var reader = new StringReader(file);
        var found = assertDoesNotThrow(() -> Services.port(reader, name, protocol), call);
        assertEquals(expected, found, call);
    }

    private void isCalled(String name, int port, String protocol) {
        nameIs(Optional.of(name), port, protocol);
    }

    private void isNobody(int port, String protocol) {
        nameIs(Optional.empty(), port, protocol);
    }

    private void nameIs(Optional<String> expected, int port, String protocol) {
        var call = call("name", port, protocol);
        var reader = new StringReader(file);
        var found = assertDoesNotThrow(() -> Services.name(reader, port, protocol), call);
        assertEquals(expected, found, call);
    }

    private static String call(String method, Object asked, String protocol) {
        return method + "(file, " + asked + ", \"" + protocol + "\")";
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
        assertSame(failure, outcome, "outcome when reading throws " + failure);
    }

    @FunctionalInterface
    private interface Question {
        Object ask(Reader services) throws IOException;
    }

    /// A text in pieces of three characters, then its end or a failure; knows whether it was closed.
    private static final class Tape extends Reader {

        private final Reader text;
        private final Exception failure;
        private boolean failed;
        private boolean closed;

        Tape(String text, Exception failure) {
            this.text = new StringReader(text);
            this.failure = failure;
        }

        static Tape of(String text) {
            return new Tape(text, null);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int count = text.read(buffer, offset, Math.min(3, length));
            failed |= count < 0 && failure != null;
            if (count < 0 && failure instanceof IOException io) {
                throw io;
            } else if (count < 0 && failure instanceof RuntimeException other) {
                throw other;
            }
            return count;
        }

        /// Fails as well once reading has failed, as a file on a disk that is gone does.
        @Override
        public void close() throws IOException {
            closed = true;
            if (failed) {
                throw new IOException("not closed");
            }
        }
    }
}
