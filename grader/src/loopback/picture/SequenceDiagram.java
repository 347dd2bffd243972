package loopback.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loopback.engine.verdict.WireEvent;
import loopback.terminal.PrintableText;

/// A transcript as a sequence diagram. Places are in percent of its width from the left, and in ems
/// from the top: it is as wide as there is room, and its letters keep their size.
///
/// Every text in it can be printed: what would move a cursor or change the direction of writing is
/// a dot, as in the text of the transcript.
///
/// @param rows one for each event, from top to bottom
/// @param parting where expected and found part, if the failure tells it
/// @param failure the failure in words, line by line, where it tells of no parting
public record SequenceDiagram(
        List<Lifeline> lifelines, List<Row> rows, Optional<Parting> parting, List<String> failure) {

    private static final double LINE = 1.35;

    /// Ems of the narrowest picture, in a window that is 360 px wide.
    private static final double WIDTH = 21;

    /// Widths of a letter, in ems: of words, where few are wider, of bytes exactly, and of what is
    /// bold.
    private static final double LETTER = 0.6;

    private static final double BYTE = 0.56;

    private static final double BOLD = 0.65;

    /// The lines of numbers at the left edge, in percent.
    private static final double NUMBERS = 7;

    private static final int MOST_LINES = 3;

    /// One event.
    ///
    /// @param number its place in the step; 0 for events that are left out
    /// @param to the other side, if it goes to one
    /// @param words what happened, in a few lines
    /// @param bytes the first bytes, in quotes; empty if it is not about bytes
    /// @param top where it begins
    /// @param anchor which end of its words `x` says: start, middle or end
    /// @param x where its words are
    public record Row(
            int number,
            Kind kind,
            Lifeline from,
            Optional<Lifeline> to,
            List<String> words,
            String bytes,
            double top,
            String anchor,
            double x) {

        /// Where the arrow or the mark is: below the words of an arrow, and beside those of a mark.
        public double y() {
            return rounded(to.isPresent() ? top + LINE * lines() + 0.5 : top + 0.95);
        }

        double height() {
            return LINE * lines() + (to.isPresent() ? 1.4 : 0.7);
        }

        private int lines() {
            return words.size() + (bytes.isEmpty() ? 0 : 1);
        }

        public boolean isLeftOut() {
            return number == 0;
        }

        /// Whether the arrow points to the right.
        public boolean pointsRight() {
            return to.map(Lifeline::x).orElse(from.x()) > from.x();
        }

        /// Where a line of its words stands.
        public double line(int i) {
            return rounded(top + LINE * i + 1.1);
        }
    }

    /// The picture of a failed step, if at least two sides took part in it.
    public static Optional<SequenceDiagram> of(List<WireEvent> events, String message) {
        var printable = events.stream().map(SequenceDiagram::printable).toList();
        var lifelines = new Lifelines(printable);
        if (lifelines.inOrder().size() < 2) {
            return Optional.empty();
        }
        var parting = Parting.of(message);
        var first = PrintableText.line(message.lines().findFirst().orElse(""));
        return Optional.of(
                new SequenceDiagram(
                        lifelines.inOrder(),
                        rows(printable, lifelines),
                        parting,
                        parting.isPresent() || first.isEmpty()
                                ? List.of()
                                : VisibleText.wrapped(first, room(94, BOLD), MOST_LINES)));
    }

    private static WireEvent printable(WireEvent event) {
        return new WireEvent(
                event.number(),
                PrintableText.line(event.who()),
                PrintableText.line(event.what()),
                event.bytes(),
                event.pieces(),
                PrintableText.line(event.preview()),
                PrintableText.line(event.connection()));
    }

    private static List<Row> rows(List<WireEvent> events, Lifelines lifelines) {
        var rows = new ArrayList<Row>();
        double top = lifelines.inOrder().size() > 3 ? 3.6 : 2.2;
        int before = 0;
        for (var event : events) {
            boolean isCount = event.who().isEmpty();
            if (event.number() > before + 1 || isCount) {
                int leftOut = event.number() - before - (isCount ? 0 : 1);
                rows.add(leftOut(leftOut, lifelines, top));
                top += rows.getLast().height();
            }
            if (!isCount) {
                rows.add(row(event, lifelines, rounded(top)));
                top += rows.getLast().height();
            }
            before = event.number();
        }
        return List.copyOf(rows);
    }

    private static Row leftOut(int count, Lifelines lifelines, double top) {
        var words = "… " + count + (count == 1 ? " event" : " events") + " left out …";
        var first = lifelines.inOrder().getFirst();
        return new Row(
                0, Kind.NOTE, first, Optional.empty(), List.of(words), "", top, "middle", 50);
    }

    private static Row row(WireEvent event, Lifelines lifelines, double top) {
        var kind = event.bytes() > 0 ? Kind.SEND : Kind.of(event.what());
        var from = lifelines.of(event.who());
        var to = kind.isBetweenSides() ? lifelines.otherSideOf(event) : Optional.<Lifeline>empty();
        double left = Math.min(from.x(), to.orElse(from).x());
        double right = Math.max(from.x(), to.orElse(from).x());
        double middle = (left + right) / 2;
        String anchor;
        double x;
        double width;
        if (to.isPresent() && middle >= 42 && middle <= 58) {
            anchor = "middle";
            x = middle;
            width = 2 * Math.min(middle - NUMBERS, 100 - middle);
        } else if (middle <= 50) {
            anchor = "start";
            x = left + (to.isPresent() ? 1 : 3);
            width = 100 - x;
        } else {
            anchor = "end";
            x = right - (to.isPresent() ? 1 : 3);
            width = x - NUMBERS;
        }
        var who = from.name().equals(Lifelines.OTHERS) ? event.who() + " " : "";
        return new Row(
                event.number(),
                kind,
                from,
                to,
                VisibleText.wrapped(who + words(event), room(width, LETTER), MOST_LINES),
                VisibleText.cut(event.preview(), room(width, BYTE)),
                top,
                anchor,
                rounded(x));
    }

    private static String words(WireEvent event) {
        if (event.bytes() == 0) {
            return event.what();
        }
        var count = " " + event.bytes() + (event.bytes() == 1 ? " byte" : " bytes");
        return event.what()
                + count
                + (event.pieces() > 1 ? " in " + event.pieces() + " pieces" : "");
    }

    private static int room(double width, double letter) {
        return (int) (WIDTH * width / 100 / letter);
    }

    private static double rounded(double ems) {
        return Math.round(ems * 100) / 100.0;
    }

    /// Where the last event ends, and what went wrong begins.
    public double end() {
        return rounded(rows.getLast().top() + rows.getLast().height() + 0.4);
    }

    public double height() {
        int lines =
                parting.map(part ->
                                3
                                        + (part.label().isEmpty() ? 0 : 1)
                                        + (part.same().isEmpty() ? 0 : 1))
                        .orElse(failure.isEmpty() ? 0 : 1 + failure.size());
        return rounded(failureLine(lines) - LINE + 0.5);
    }

    /// Where a line of what went wrong stands.
    public double failureLine(int i) {
        return rounded(end() + LINE * i + 1.5);
    }

    /// The name of a lifeline as there is room for it; where there are many, every second one stands
    /// lower than its neighbours.
    public String head(Lifeline lifeline) {
        double between = 72.0 / (lifelines.size() - 1) * (isStaggered() ? 2 : 1);
        return VisibleText.cut(lifeline.name(), room(Math.min(between, 28), BOLD));
    }

    public double headLine(int i) {
        return isStaggered() && i % 2 == 1 ? 2.5 : 1.1;
    }

    private boolean isStaggered() {
        return lifelines.size() > 3;
    }

    /// The same for a reader who cannot see it.
    public String words() {
        var sides = lifelines.stream().map(Lifeline::name).collect(Collectors.joining(", "));
        var steps = rows.stream().map(SequenceDiagram::words);
        var ending =
                parting.map(SequenceDiagram::words)
                        .or(() ->
                                failure.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(
                                                "Here it fails: "
                                                        + String.join(" ", failure)
                                                        + "."));
        return Stream.of(
                        Stream.of("Between " + sides + ", from top to bottom."),
                        steps,
                        ending.stream())
                .flatMap(each -> each)
                .collect(Collectors.joining(" "));
    }

    private static String words(Row row) {
        var words = String.join(" ", row.words());
        if (row.isLeftOut()) {
            return words + ".";
        }
        var others = row.from().name().equals(Lifelines.OTHERS);
        return row.number()
                + ": "
                + (others ? "" : row.from().name() + " ")
                + words
                + row.to().map(to -> ", to " + to.name()).orElse("")
                + (row.bytes().isEmpty() ? "" : ", " + row.bytes())
                + ".";
    }

    private static String words(Parting parting) {
        return "Here they part: "
                + (parting.label().isEmpty() ? "" : parting.label() + ", ")
                + "expected "
                + parting.same()
                + parting.expected()
                + ", found "
                + parting.same()
                + parting.found()
                + ".";
    }
}
