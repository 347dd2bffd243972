package loopback.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import loopback.engine.verdict.WireEvent;

/// The events of a transcript as the kit publishes them: a line for each, its fields between tabs.
///
/// Only the kit makes tabs and ends of lines. In what a submission has thrown or sent they are
/// escaped, so that it stays within its field.
final class EventLines {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final int FIELDS = 7;

    /// A line that is not whole, because the text was too long, is left out.
    static List<WireEvent> parse(String text) {
        var events = new ArrayList<WireEvent>();
        for (var line : text.split("\n")) {
            var fields = line.split("\t", -1);
            if (fields.length == FIELDS
                    && isCount(fields[0])
                    && isCount(fields[3])
                    && isCount(fields[4])) {
                events.add(
                        new WireEvent(
                                Integer.parseInt(fields[0]),
                                unescaped(fields[1]),
                                unescaped(fields[2]),
                                Integer.parseInt(fields[3]),
                                Integer.parseInt(fields[4]),
                                unescaped(fields[6]),
                                unescaped(fields[5])));
            }
        }
        return List.copyOf(events);
    }

    private static boolean isCount(String field) {
        return COUNT.matcher(field).matches();
    }

    private static String unescaped(String field) {
        return ESCAPE.matcher(field)
                .replaceAll(escape ->
                        switch (escape.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            default -> "\\\\";
                        });
    }

    private EventLines() {}
}
