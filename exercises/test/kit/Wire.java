package kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The transcript of the running step: who did what on the wire, both sides in order.
///
/// Whoever tests is called by role or name; the code under test is called `you`.
public final class Wire {

    /// The name of the code under test.
    public static final String YOU = "you";

    private static final int KEPT = 400;
    private static final int SHOWN = 24;

    private static final List<Event> EVENTS = new ArrayList<>();
    private static int dropped;
    private static boolean over;
    private static volatile int step;
    private static volatile Consumer<Supplier<String>> follower = _ -> {};

    /// One line of the transcript. Bytes sent in several pieces without an answer are one event.
    ///
    /// @param to with whom, where it is one of several: shown only if the step has others
    private record Event(String who, String what, String to, int bytes, int pieces, byte[] head) {

        Event(String who, String what, String to) {
            this(who, what, to, 0, 0, new byte[0]);
        }

        boolean continuedBy(Event next) {
            return bytes > 0
                    && next.bytes > 0
                    && who.equals(next.who)
                    && what.equals(next.what)
                    && to.equals(next.to);
        }

        Event and(Event next) {
            int room = Math.min(64 - Math.min(64, head.length), next.head.length);
            var joined = java.util.Arrays.copyOf(head, head.length + room);
            System.arraycopy(next.head, 0, joined, head.length, room);
            return new Event(who, what, to, bytes + next.bytes, pieces + 1, joined);
        }

        String inWords(boolean ofSeveral) {
            var what = !ofSeveral || to.isEmpty() ? this.what : whatTo();
            if (bytes == 0) {
                return what;
            }
            var summary = Bytes.summary(head);
            var rest = summary.substring(summary.indexOf('"'));
            if (bytes > head.length && !rest.endsWith("…\"")) {
                rest = rest.substring(0, rest.length() - 1) + "…\"";
            }
            var count = bytes + (bytes == 1 ? " byte" : " bytes");
            return what + " " + count + inPieces() + "  " + rest;
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
            return pieces == 1 || who.equals(YOU) ? "" : " in " + pieces + " pieces";
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
        add(new Event(who, what, to));
    }

    /// Notes that `who` did something with these bytes: `verb` is "sends", "send", "receives" …
    public static void note(String who, String verb, byte[] bytes) {
        noteFor("", who, verb, bytes);
    }

    /// Notes that `who` did something with these bytes on the connection to the peer `to`.
    static void noteFor(String to, String who, String verb, byte[] bytes) {
        if (bytes.length == 0) {
            add(new Event(who, verb + " 0 bytes", to));
        } else {
            var head = java.util.Arrays.copyOf(bytes, Math.min(64, bytes.length));
            add(new Event(who, verb, to, bytes.length, 1, head));
        }
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
            return line(event, width(), hasSeveral());
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

    /// Whether the code under test has to do with several peers.
    private static boolean hasSeveral() {
        var others = EVENTS.stream().map(Event::to).filter(to -> !to.isEmpty()).distinct();
        return others.count() > 1;
    }

    /// The transcript so far, numbered; the middle of a long one is left out.
    public static String transcript() {
        synchronized (EVENTS) {
            boolean several = hasSeveral();
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

    /// Ends the transcript: the step has failed here.
    static void ends() {
        synchronized (EVENTS) {
            over = true;
        }
    }

    static void clear() {
        synchronized (EVENTS) {
            EVENTS.clear();
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
