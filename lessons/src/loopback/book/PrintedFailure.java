package loopback.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import loopback.engine.verdict.WireEvent;
import loopback.report.VerdictHtml;

/// The first failed step with a transcript, in what `./course check` has printed.
///
/// @param message what was expected and found
record PrintedFailure(String message, List<WireEvent> events) {

    private static final Pattern EVENT =
            Pattern.compile(
                    " +(?<number>\\d+) (?<who>\\S+) +(?<what>.*?)"
                            + "( (?<bytes>\\d+) bytes?( in (?<pieces>\\d+) pieces)?  (?<preview>\".*\"))?");

    static PrintedFailure in(List<String> printed) {
        var message = new ArrayList<String>();
        var events = new ArrayList<WireEvent>();
        for (var line : printed) {
            var event = EVENT.matcher(line);
            boolean isIndented = line.startsWith("   ");
            if (isIndented && event.matches()) {
                events.add(
                        new WireEvent(
                                Integer.parseInt(event.group("number")),
                                event.group("who"),
                                event.group("what"),
                                number(event.group("bytes"), 0),
                                number(event.group("pieces"), event.group("bytes") == null ? 0 : 1),
                                Optional.ofNullable(event.group("preview")).orElse(""),
                                ""));
            } else if (isIndented && events.isEmpty()) {
                message.add(line.strip());
            } else if (!line.isBlank() && events.isEmpty()) {
                message.clear(); // The next step.
            } else if (!line.isBlank()) {
                break;
            }
        }
        return new PrintedFailure(String.join("\n", message), events);
    }

    private static int number(String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    /// What went over the wire as a picture, if the step has a transcript.
    Optional<String> picture() {
        return VerdictHtml.picture(events, message);
    }
}
