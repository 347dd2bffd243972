package loopback.book;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Comments of a source, wrapped as narrow as a listing on a page is.
final class Comments {

    /// How many columns a listing shows.
    private static final int COLUMNS = 82;

    /// A comment that has its line for itself: what stands before its words, and these.
    private static final Pattern LINE = Pattern.compile("( *///? *)(.*)");

    /// What begins a line of its own: an item, a row, a tag, a definition, a heading, a fence.
    private static final Pattern OWN = Pattern.compile("[-*|@#\\[]( |\\w).*|```.*|\\d+\\. .*");

    /// The source with the words that are beyond the last column at the begin of the next line.
    static String wrapped(String source) {
        var lines = new ArrayDeque<>(List.of(source.split("\n", -1)));
        var wrapped = new ArrayList<String>();
        while (!lines.isEmpty()) {
            var line = lines.removeFirst();
            var comment = LINE.matcher(line);
            int end = line.lastIndexOf(' ', COLUMNS);
            if (line.length() <= COLUMNS
                    || !comment.matches()
                    || end <= comment.end(1)
                    || comment.group(2).startsWith("|")) {
                wrapped.add(line);
                continue;
            }
            wrapped.add(line.substring(0, end));
            var rest = line.substring(end + 1);
            var next = LINE.matcher(lines.isEmpty() ? "" : lines.getFirst());
            if (next.matches()
                    && goesOn(comment.group(2), comment.group(1), next.group(2), next.group(1))) {
                lines.removeFirst();
                lines.addFirst(next.group(1) + rest + " " + next.group(2));
            } else {
                lines.addFirst(indent(comment.group(1), comment.group(2)) + rest);
            }
        }
        return String.join("\n", wrapped);
    }

    /// Whether a line goes on with the paragraph of the line before.
    private static boolean goesOn(String words, String margin, String next, String nextMargin) {
        return !next.isEmpty()
                && !OWN.matcher(next).matches()
                && nextMargin.equals(indent(margin, words));
    }

    /// What stands before the second line of a paragraph.
    private static String indent(String margin, String words) {
        if (words.matches("@\\w+ .*")) {
            return margin + "    ";
        }
        return words.matches("[-*] .*") ? margin + "  " : margin;
    }

    private Comments() {}
}
