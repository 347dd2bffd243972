package kit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The transcript of the running step: who did what on the wire, both sides in order.
///
/// Whoever tests is called by role or name; the code under test is called `you`. What they do begins
/// with a verb, by which a picture of the transcript tells sending from closing, failing or waiting.
public final class Wire {

    /// The name of the code under test.
    public static final String YOU = "you";

    private static final int KEPT = 400;
    private static final int SHOWN = 24;
    private static final int LONGEST = 500;

    private static final List<Event> EVENTS = new ArrayList<>();
    private static final Set<String> CONNECTIONS = new HashSet<>();
    private static int dropped;
    private static boolean over;
    private static volatile int step;
    private static volatile Consumer<Supplier<String>> follower = _ -> {};

    /// One line of the transcript. Bytes sent in several pieces without an answer are one event.
    ///
    /// @param to with whom, where it is one of several: shown only if the step has others
    /// @param whole it is not joined to another, and `what` says with whom it is, if anything does
    private record Event(
            String who, String what, String to, boolean whole, int bytes, int pieces, byte[] head) {

        static Event of(String who, String what, String to, boolean whole) {
            return new Event(who, what, to, whole, 0, 0, new byte[0]);
        }

        static Event of(String who, String verb, String to, boolean whole, byte[] bytes) {
            if (bytes.length == 0) {
                return of(who, verb + " 0 bytes", to, whole);
            }
            var head = java.util.Arrays.copyOf(bytes, Math.min(64, bytes.length));
            return new Event(who, verb, to, whole, bytes.length, 1, head);
        }

        boolean continuedBy(Event next) {
            return bytes > 0
                    && next.bytes > 0
                    && !whole
                    && !next.whole
                    && who.equals(next.who)
                    && what.equals(next.what)
                    && to.equals(next.to);
        }

        Event and(Event next) {
            int room = Math.min(64 - Math.min(64, head.length), next.head.length);
            var joined = java.util.Arrays.copyOf(head, head.length + room);
            System.arraycopy(next.head, 0, joined, head.length, room);
            return new Event(who, what, to, whole, bytes + next.bytes, pieces + 1, joined);
        }

        String inWords(boolean ofSeveral) {
            var what = what(ofSeveral);
            return bytes == 0 ? what : what + " " + count() + "  " + preview();
        }

        private String what(boolean ofSeveral) {
            return !ofSeveral || whole || to.isEmpty() ? what : whatTo();
        }

        private String count() {
            return bytes + (bytes == 1 ? " byte" : " bytes") + inPieces();
        }

        private String preview() {
            if (bytes == 0) {
                return "";
            }
            var summary = Bytes.summary(head);
            var rest = summary.substring(summary.indexOf('"'));
            if (bytes > head.length && !rest.endsWith("…\"")) {
                rest = rest.substring(0, rest.length() - 1) + "…\"";
            }
            return rest;
        }

        private String whatTo() {
            return switch (what) {
                case "send" -> "send " + to;
                case "close" -> "close the connection to " + to;
                default -> what + " to " + to;
            };
        }

        /// How many writes of `you` became how many reads of the kit is chance, and not shown.
        private String inPieces() {
            return shownPieces() > 1 ? " in " + pieces + " pieces" : "";
        }

        int shownPieces() {
            return who.equals(YOU) ? Math.min(1, pieces) : pieces;
        }
    }

    /// A name for one more connection, or one more socket, of this step: `name`, or `name (2)` for
    /// the second that is called so.
    static String connection(String name) {
        synchronized (EVENTS) {
            var called =
                    Stream.concat(
                                    Stream.of(name),
                                    IntStream.iterate(2, i -> i + 1)
                                            .mapToObj(i -> name + " (" + i + ")"))
                            .filter(each -> !CONNECTIONS.contains(each))
                            .findFirst()
                            .orElseThrow();
            CONNECTIONS.add(called);
            return called;
        }
    }

    /// Lets `follower` be told of each event as it happens, in the words of the transcript.
    static void follow(Consumer<Supplier<String>> follower) {
        Wire.follower = follower;
    }

    /// Notes what `who` did.
    public static void note(String who, String what) {
        noteFor("", who, what);
    }

    /// Notes what `who` did on the connection to the peer `to`.
    static void noteFor(String to, String who, String what) {
        add(Event.of(who, what, to, false));
    }

    /// Notes what `who` did on the connection to the peer `to`, which `what` names.
    static void noteNaming(String to, String who, String what) {
        add(Event.of(who, what, to, true));
    }

    /// Notes that `who` did something with these bytes: `verb` is "sends", "send", "receives" …
    public static void note(String who, String verb, byte[] bytes) {
        noteFor("", who, verb, bytes);
    }

    /// Notes that `who` did something with these bytes on the connection to the peer `to`.
    static void noteFor(String to, String who, String verb, byte[] bytes) {
        add(Event.of(who, verb, to, false, bytes));
    }

    /// Notes a datagram between `who` and the peer `to`, empty where it goes to the code under test.
    /// `verb` names the peer.
    static void noteDatagram(String to, String who, String verb, byte[] bytes) {
        add(Event.of(who, verb, to, true, bytes));
    }

    private static void add(Event event) {
        synchronized (EVENTS) {
            var last = EVENTS.isEmpty() ? null : EVENTS.getLast();
            if (over) {
                // What happens while a failed step is cleared away explains nothing.
            } else if (last != null && last.continuedBy(event)) {
                EVENTS.set(EVENTS.size() - 1, last.and(event));
            } else if (EVENTS.size() < KEPT) {
                EVENTS.add(event);
            } else {
                dropped++;
            }
        }
        follower.accept(() -> line(event));
    }

    private static String line(Event event) {
        synchronized (EVENTS) {
            return line(event, width(), ofSeveral());
        }
    }

    private static String line(Event event, int width, boolean several) {
        // The step may have set another locale.
        return String.format(
                Locale.ROOT, "%-" + width + "s  %s", event.who(), event.inWords(several));
    }

    private static int width() {
        return EVENTS.stream().mapToInt(e -> e.who().length()).max().orElse(0);
    }

    /// The transcript so far, numbered; the middle of a long one is left out.
    public static String transcript() {
        synchronized (EVENTS) {
            boolean several = ofSeveral();
            int width = width();
            var lines = new ArrayList<String>();
            for (int i = 0; i < EVENTS.size(); i++) {
                if (EVENTS.size() > SHOWN && i == SHOWN / 2) {
                    i = EVENTS.size() - SHOWN / 2;
                    lines.add("    …");
                }
                var number = String.format(Locale.ROOT, "%3d ", i + 1);
                lines.add(number + line(EVENTS.get(i), width, several));
            }
            if (dropped > 0) {
                lines.add("    … and " + dropped + " more");
            }
            return String.join("\n", lines);
        }
    }

    /// The same events for programs, and without the middle of many: a line for each, with its number,
    /// who, what, bytes, pieces, connection and preview, separated by tabs. What somebody else has
    /// written cannot make a line of its own: in a field, `\\`, `\n`, `\r` and `\t` stand for what
    /// they do in Java.
    static String events() {
        synchronized (EVENTS) {
            boolean several = ofSeveral();
            var sides = EVENTS.stream().map(Event::to).collect(Collectors.toSet());
            sides.addAll(CONNECTIONS);
            var lines = new StringBuilder();
            for (int i = 0; i < EVENTS.size(); i++) {
                if (EVENTS.size() > SHOWN && i == SHOWN / 2) {
                    i = EVENTS.size() - SHOWN / 2;
                }
                var event = EVENTS.get(i);
                var side = event.who().equals(YOU) ? event.to() : event.who();
                lines.append(
                        fields(
                                i + 1,
                                event.who(),
                                cut(event.what(several)),
                                event.bytes(),
                                event.shownPieces(),
                                sides.contains(side) ? side : "",
                                event.preview()));
            }
            if (dropped > 0) {
                lines.append(fields(KEPT + dropped, "", "and " + dropped + " more", 0, 0, "", ""));
            }
            return lines.toString();
        }
    }

    /// Whether the code under test has to do with several peers.
    private static boolean ofSeveral() {
        return EVENTS.stream()
                        .filter(event -> !event.whole() && !event.to().isEmpty())
                        .map(Event::to)
                        .distinct()
                        .count()
                > 1;
    }

    /// Only what was thrown has more to say, and the transcript says it.
    private static String cut(String what) {
        return what.length() <= LONGEST ? what : what.substring(0, LONGEST) + "…";
    }

    private static String fields(Object... fields) {
        return Stream.of(fields)
                .map(field ->
                        field.toString()
                                .replace("\\", "\\\\")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                                .replace("\t", "\\t"))
                .collect(Collectors.joining("\t", "", "\n"));
    }

    /// Ends the transcript: the step has failed here.
    static void ends() {
        synchronized (EVENTS) {
            over = true;
        }
    }

    static void clear() {
        synchronized (EVENTS) {
            EVENTS.clear();
            CONNECTIONS.clear();
            dropped = 0;
            over = false;
            step++;
        }
    }

    /// The number of the running step: another one for each.
    static int step() {
        return step;
    }

    private Wire() {}
}
