package chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.ChatBot.Message;
import java.io.EOFException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import kit.Attempt;
import kit.Bytes;
import kit.ClientSocket;
import kit.Host;
import kit.Machine;
import kit.Mismatch;
import kit.Patience;
import kit.TestClock;
import kit.Thoughts;
import kit.Wire;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ChatBotTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    @Order(1)
    void a_question_to_the_bot_is_answered() {
        var bot = tireless(Thoughts.quick());

        says("alice", "tim-bot: what time is it?", "to what time is it?", bot);
        says("alice", "tim-bot, Who are you?", "to Who are you?", bot);
        says("bob", "TIM-BOT:hello", "to hello", bot);
        says("bob", "Tim-Bot: \t say, tim-bot: a  b \t", "to say, tim-bot: a  b", bot);
        says("bob", "tim-bot::,", "to :,", bot);
        says("zoe_1", "tim-bot: Zo\u00eb?", "to Zo\u00eb?", bot);

        try (var _ = Machine.speaks("tr")) {
            says("bob", "TIM-BOT: hello", "to hello", bot);
            says("bob", "tim-bot: hello", "to hello", tireless("TIM-bot", Thoughts.quick()));
        }
    }

    @Test
    @Order(2)
    void what_is_no_question_gets_no_answer() {
        var thoughts = Thoughts.quick();
        var bot = tireless(thoughts);

        for (var text :
                new String[] {
                    "hello",
                    "I like tim-bot: it is quick",
                    "tim-bot one",
                    "tim-bot : two",
                    "tim-bot; three",
                    "tim-bot",
                    "tim",
                    "tim-bots: four",
                    "tim-bot2: five",
                    "not-tim-bot: six",
                    " tim-bot: seven",
                    "@tim-bot: eight",
                    "ann-bot: nine",
                    "tim_bot: ten",
                    "tim-bot:",
                    "tim-bot: \t ",
                    "",
                    ":",
                    "\ud83d\ude00"
                }) {
            says("alice", text, bot);
        }
        assertEquals("[]", thoughts.asked().toString(), "what the bot thought about");
    }

    @Test
    @Order(3)
    void a_program_gets_no_answer() {
        var thoughts = Thoughts.quick();
        var bot = tireless(thoughts);
        for (var program : new String[] {"ann-bot", "tim-bot", "ANN-Bot", "Tim-BOT", "-bot"}) {
            says(program, "tim-bot: I am " + program, bot);
        }
        var ann = tireless("Ann", thoughts);
        says("Ann", "ann: hello", ann);
        says("ann", "ann: hello", ann);
        assertEquals("[]", thoughts.asked().toString(), "what the bot thought about");

        for (var person : new String[] {"robot", "bot", "ann-bott", "bot-ann", "ann-bot-2", "t"}) {
            says(person, "tim-bot: I am " + person, "to I am " + person, bot);
        }
        says("anna", "ann: hello", "to hello", ann);
    }

    @Test
    @Order(4)
    void the_next_question_has_to_wait() {
        var clock = TestClock.still();
        var thoughts = Thoughts.quick();
        var bot = bot("tim-bot", thoughts, MINUTE, clock::nanoTime);

        says("alice", "hello", bot);
        says("ann-bot", "tim-bot: first", bot);
        says("alice", "tim-bot: one", "to one", bot);
        says("alice", "tim-bot: two", bot);
        says("bob", "tim-bot: three", bot);
        clock.jumps(MINUTE.minusNanos(1));
        says("bob", "tim-bot: four", bot);
        clock.jumps(Duration.ofNanos(1));
        says("bob", "hello", bot);
        says("bob", "tim-bot:", bot);
        says("bob", "tim-bot: five", "to five", bot);
        says("alice", "tim-bot: six", bot);
        clock.jumps(Duration.ofSeconds(90));
        says("alice", "tim-bot: nothing", bot);
        clock.jumps(Duration.ofSeconds(40));
        says("alice", "tim-bot: seven", bot);
        clock.jumps(Duration.ofSeconds(20));
        says("alice", "tim-bot: eight", "to eight", bot);
        clock.jumps(MINUTE);
        says("eve", "tim-bot: trouble", bot);
        clock.jumps(Duration.ofSeconds(59));
        says("alice", "tim-bot: nine", bot);
        assertEquals(
                "[one, five, nothing, eight, trouble]",
                thoughts.asked().toString(),
                "what the bot thought about");
    }

    @Test
    @Order(5)
    void any_clock_and_any_pause_will_do() {
        for (long start : new long[] {0, -1, 1, -30_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE}) {
            var clock = TestClock.stillAt(start);
            Wire.note("clock", "stands at " + start);
            var bot = bot("tim-bot", Thoughts.quick(), MINUTE, clock::nanoTime);
            says("alice", "tim-bot: one", "to one", bot);
            says("alice", "tim-bot: two", bot);
            clock.jumps(MINUTE);
            says("alice", "tim-bot: three", "to three", bot);
        }
        for (var pause : new Duration[] {Duration.ZERO, MINUTE.negated()}) {
            Wire.note("pause", "is " + pause);
            var clock = TestClock.still();
            var bot = bot("tim-bot", Thoughts.quick(), pause, clock::nanoTime);
            says("alice", "tim-bot: one", "to one", bot);
            says("alice", "tim-bot: two", "to two", bot);
        }
        Wire.note("pause", "is for ever");
        var clock = TestClock.still();
        var bot =
                bot("tim-bot", Thoughts.quick(), ChronoUnit.FOREVER.getDuration(), clock::nanoTime);
        says("alice", "tim-bot: one", "to one", bot);
        clock.jumps(Duration.ofDays(365 * 50));
        says("alice", "tim-bot: four", bot);
    }

    @Test
    @Order(6)
    void an_answer_is_one_line_or_none() {
        var bot = tireless(Thoughts.quick());

        says("eve", "tim-bot: lines", "one two  QUIT", bot);
        says("eve", "tim-bot: nothing", bot);
        says("eve", "tim-bot: empty", bot);
        says("eve", "tim-bot: trouble", bot);
        says("eve", "tim-bot: space", " ", bot);
        says("eve", "tim-bot: hello", "to hello", bot);
    }

    @Test
    @Order(7)
    void it_joins_the_room_and_answers_there() throws Exception {
        var clock = TestClock.still();
        try (var host = Host.open();
                var socket = ClientSocket.to(host.address());
                var room = host.accepts()) {
            var bot = bot("tim-bot", Thoughts.quick(), MINUTE, clock::nanoTime);
            var call = run(bot, socket);
            room.receives("JOIN tim-bot\n");
            room.sends("JOINED tim-bot\r\n");
            room.sends("MSG alice hello\nMSG alice tim-bot: one\n");
            room.receives("MSG to one\n");
            clock.jumps(HOUR);
            room.sends("MSG tim-bot tim-bot: two\nMSG ann-bot tim-bot: three\n");
            room.trickles("MSG bob  tim-bot: four\r\nMSG bob Tim-Bot,  a  b \r\n");
            room.receives("MSG to a  b\n");
            clock.jumps(HOUR);
            room.sends(utf8("MSG bob tim-bot: Zo\u00eb, \u4f60\u597d \ud83d\ude00\n"));
            room.receives(utf8("MSG to Zo\u00eb, \u4f60\u597d \ud83d\ude00\n"));
            clock.jumps(HOUR);
            room.sends("MSG bob tim-bot: lines\n");
            room.receives("MSG one two  QUIT\n");
            room.hasNotHeardTheEnd();
            room.finishes();
            call.returns();
            room.seesTheEnd();
        }
    }

    @Test
    @Order(8)
    void it_receives_and_decides_while_it_thinks() throws Exception {
        var clock = TestClock.still();
        var looks = new int[1];
        LongSupplier nanoTime =
                () -> {
                    long now = clock.nanoTime();
                    synchronized (looks) {
                        looks[0]++;
                    }
                    Patience.changed();
                    return now;
                };
        try (var thoughts = Thoughts.slow();
                var host = Host.open();
                var socket = ClientSocket.to(host.address());
                var room = host.accepts()) {
            var call = run(bot("tim-bot", thoughts, MINUTE, nanoTime), socket);
            room.receives("JOIN tim-bot\n");
            room.sends("JOINED tim-bot\nMSG alice tim-bot: one\n");
            thoughts.isAsked("one");
            int before = count(looks);
            room.sends("MSG bob tim-bot: too early\n");
            looksAgain(looks, before);
            clock.jumps(HOUR);
            int later = count(looks);
            room.sends("MSG bob tim-bot: two\n");
            looksAgain(looks, later);
            var sending = Attempt.to(() -> room.sends("MSG bob hello\n".repeat(20_000)));
            if (!Patience.until(sending::isOver)) {
                throw Mismatch.of("you to receive while you think", "unread lines");
            }
            room.waitsUntilRead();

            thoughts.goOn();
            var answers = room.receivesLine() + room.receivesLine();
            assertTrue(answers.contains("MSG to one\n"), "an answer to \"one\"");
            assertTrue(answers.contains("MSG to two\n"), "an answer to \"two\"");
            room.finishes();
            call.returns();
            room.seesTheEnd();
        }
    }

    private static void looksAgain(int[] looks, int before) {
        if (!Patience.until(() -> count(looks) > before)) {
            throw Mismatch.of("you to look at the clock while you think", "no look");
        }
    }

    private static int count(int[] looks) {
        synchronized (looks) {
            return looks[0];
        }
    }

    @Test
    @Order(9)
    void what_it_does_not_know_it_passes_over() throws Exception {
        var thoughts = Thoughts.quick();
        try (var host = Host.open();
                var socket = ClientSocket.to(host.address());
                var room = host.accepts()) {
            var call = run(tireless(thoughts), socket);
            room.receives("JOIN tim-bot\n");
            room.sends("\n\0\nWELCOME\nJOINED\nERRATIC\n");
            room.sends("JOINED tim-bot\n");
            for (var line :
                    new String[] {
                        "",
                        " ",
                        "MSG",
                        "MSG ",
                        "MSG alice",
                        "MSG alice ",
                        "msg alice tim-bot: lower case",
                        "MSGS alice tim-bot: another word",
                        "MSG: alice tim-bot: a colon",
                        "tim-bot: no word",
                        "alice tim-bot: one word less",
                        "ERR tim-bot: an error",
                        "ERR",
                        "NICK alice tim-bot: a name",
                        "JOINED alice",
                        "LEFT alice",
                        "WHO tim-bot alice",
                        "BYE",
                        "MSG ann-bot x\rMSG alice tim-bot: a ghost",
                        "\u00ff\u00fe\u0000\u0080",
                        "MSG \u00ff tim-bot neither colon nor comma",
                        "%s%n{}[](",
                        "x".repeat(20_000)
                    }) {
                room.sends(line + "\n");
            }
            room.sends("MSG alice tim-bot: caf\u00e9!\n");
            room.receives(utf8("MSG to caf\ufffd!\n"));
            room.sends("MSG eve tim-bot: trouble\nMSG eve tim-bot: nothing\n");
            room.sends("MSG eve tim-bot: empty\nMSG alice tim-bot: one\rMSG eve two\n");
            room.receives("MSG to one MSG eve two\n");
            room.finishes();
            call.returns();
            room.seesTheEnd();
            assertEquals(5, thoughts.asked().size(), "questions");
        }
    }

    @Test
    @Order(10)
    void it_ends_with_the_room() throws Exception {
        try (var thoughts = Thoughts.slow();
                var host = Host.open();
                var socket = ClientSocket.to(host.address());
                var room = host.accepts()) {
            var call = run(tireless(thoughts), socket);
            room.receives("JOIN tim-bot\n");
            room.sends("JOINED tim-bot\nMSG alice tim-bot: one\n");
            thoughts.isAsked("one");
            room.finishes();
            call.goesOn("the bot had answered");
            thoughts.goOn();
            room.receives("MSG to one\n");
            room.seesTheEnd();
            call.returns();
            assertEquals("closed", state(socket), "the socket");
        }
        var failure = new SocketException("nobody there");
        try (var thoughts = Thoughts.slow();
                var host = Host.open();
                var socket = ClientSocket.to(host.address());
                var room = host.accepts()) {
            var call = run(tireless(thoughts), socket);
            room.receives("JOIN tim-bot\n");
            room.sends("JOINED tim-bot\nMSG alice tim-bot: one\n");
            thoughts.isAsked("one");
            room.finishes();
            socket.isReadToItsEnd();
            socket.failsToSend(failure);
            thoughts.goOn();
            call.returns();
            assertEquals("closed", state(socket), "the socket");
        }
    }

    @Test
    @Order(11)
    void what_fails_is_passed_on() throws Exception {
        try (var host = Host.open();
                var socket = ClientSocket.to(host.address());
                var room = host.accepts()) {
            var call = run(tireless(Thoughts.quick()), socket);
            room.receives("JOIN tim-bot\n");
            room.sends("WELCOME\nJOINED alice\nERR this name is taken\n");
            var message = String.valueOf(call.fails(ProtocolException.class).getMessage());
            if (!message.contains("ERR this name is taken")) {
                throw Mismatch.of("a message with \"ERR this name is taken\"", message);
            }
            assertEquals("closed", state(socket), "the socket");
            room.seesTheEnd();
        }
        try (var host = Host.open();
                var socket = ClientSocket.to(host.address());
                var room = host.accepts()) {
            var call = run(tireless(Thoughts.quick()), socket);
            room.receives("JOIN tim-bot\n");
            room.finishes();
            call.fails(EOFException.class);
            assertEquals("closed", state(socket), "the socket");
        }
        var failure = new SocketException("out of order");
        try (var host = Host.open();
                var socket = ClientSocket.to(host.address());
                var room = host.accepts()) {
            var call = run(tireless(Thoughts.quick()), socket);
            room.receives("JOIN tim-bot\n");
            room.sends("JOINED tim-bot\n");
            socket.failsToSend(failure);
            room.sends("MSG alice tim-bot: hello\n");
            assertSame(failure, call.fails(Exception.class));
            assertEquals("closed", state(socket), "the socket");
        }
        var joined = "JOINED tim-bot\nMSG alice hello\n";
        try (var host = Host.open();
                var socket = ClientSocket.failingToReceive(host.address(), joined, failure)) {
            var call = run(tireless(Thoughts.quick()), socket);
            assertSame(failure, call.fails(Exception.class));
            assertEquals("closed", state(socket), "the socket");
        }
    }

    /// A bot for which time flies: its pause is over whenever it looks at the clock.
    private static ChatBot tireless(Thoughts thoughts) {
        return tireless("tim-bot", thoughts);
    }

    private static ChatBot tireless(String name, Thoughts thoughts) {
        var now = new AtomicLong();
        return bot(name, thoughts, Duration.ofNanos(1), () -> now.addAndGet(1_000_000));
    }

    private static ChatBot bot(
            String name, Thoughts thoughts, Duration pause, LongSupplier nanoTime) {
        return Attempt.of(() -> new ChatBot(name, thoughts, pause, nanoTime)).returns();
    }

    private static Attempt<Void> run(ChatBot bot, Socket socket) {
        return Attempt.to(() -> bot.run(socket));
    }

    private static void says(String from, String text, ChatBot bot) {
        says(from, text, Optional.empty(), bot);
    }

    private static void says(String from, String text, String answer, ChatBot bot) {
        says(from, text, Optional.of(answer), bot);
    }

    private static void says(String from, String text, Optional<String> answer, ChatBot bot) {
        Wire.note(from, "says", utf8(text));
        var found = Attempt.of(() -> bot.reply(new Message(from, text))).returns();
        if (!answer.equals(found)) {
            throw Mismatch.of(words(answer), found == null ? "null" : words(found));
        }
    }

    private static String words(Optional<String> answer) {
        return answer.map(text -> "the answer " + Bytes.visible(utf8(text))).orElse("no answer");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static String state(Socket socket) {
        return socket.isClosed() ? "closed" : "open";
    }
}
