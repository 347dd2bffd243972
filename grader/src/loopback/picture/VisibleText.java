package loopback.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Text as a picture has room for it. An escape such as `\r` or `\x0d` is never cut in two.
final class VisibleText {

    private static final Pattern CHARACTER = Pattern.compile("\\\\x[0-9a-f]{2}|\\\\.|.");

    /// At most `room` characters, and whether there are more.
    static String cut(String text, int room) {
        if (text.length() <= room) {
            return text;
        }
        var kept = new StringBuilder();
        for (var character : characters(text)) {
            if (kept.length() + character.length() >= room) {
                break;
            }
            kept.append(character);
        }
        return kept + "…";
    }

    /// Words on so many lines, the last of which is cut.
    static List<String> wrapped(String words, int room, int lines) {
        var wrapped = new ArrayList<String>();
        var rest = words;
        while (rest.length() > room && wrapped.size() < lines - 1) {
            int blank = rest.lastIndexOf(' ', room);
            int end = blank > 0 ? blank : room;
            wrapped.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        wrapped.add(cut(rest, room));
        return wrapped;
    }

    static List<String> characters(String text) {
        return CHARACTER.matcher(text).results().map(match -> match.group()).toList();
    }

    private VisibleText() {}
}
