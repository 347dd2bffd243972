package loopback.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Text that somebody else wrote, made harmless before any format escapes it.
public final class PrintableText {

    private static final int STAND_IN = '·';
    private static final Pattern COLUMN = Pattern.compile(" *\\S+( \\S+)* {2,}(?=\\S)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    /// The text without what moves a cursor, changes colours or the direction of writing, or has
    /// no place in XML.
    ///
    /// Tabs and ends of lines stay.
    static String printable(String text) {
        return text.codePoints()
                .map(c -> isPrintable(c) ? c : STAND_IN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// The same, with the ends of lines as they are here.
    public static String block(String text) {
        return text.lines().map(PrintableText::printable).collect(Collectors.joining("\n"));
    }

    /// The same, on one line.
    public static String line(String text) {
        return block(text).lines().map(String::strip).collect(Collectors.joining(" ")).strip();
    }

    /// The text, no longer than that; what is cut is said.
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "… (" + (text.length() - end) + " characters left out)";
    }

    /// A line, broken at blanks into lines of at most `width` characters.
    ///
    /// Further lines begin below the second column of the line where it has columns, which are two
    /// or more blanks apart, or else below its beginning. A word that is longer than that stays whole.
    static List<String> wrapped(String line, int width) {
        if (line.length() <= width) {
            return List.of(line);
        }
        var column = COLUMN.matcher(line);
        int hanging = column.lookingAt() && column.end() <= width / 2 ? column.end() : 0;
        if (hanging == 0) {
            hanging = line.length() - line.stripLeading().length();
        }
        var lines = new ArrayList<String>();
        var current = new StringBuilder(line.substring(0, hanging));
        boolean begun = false;
        for (var word : line.substring(hanging).split(" ")) {
            if (begun && current.length() + 1 + word.length() > width) {
                lines.add(current.toString());
                current = new StringBuilder(" ".repeat(hanging));
                begun = false;
            }
            current.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(current.toString());
        return lines;
    }

    /// A part of a sentence; what stands between two backticks is code.
    public record Piece(String text, boolean code) {}

    /// The parts of a sentence. A backtick without a second one is one.
    public static List<Piece> pieces(String sentence) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        var code = CODE.matcher(sentence);
        while (code.find()) {
            pieces.add(new Piece(sentence.substring(from, code.start()), false));
            pieces.add(new Piece(code.group(1), true));
            from = code.end();
        }
        pieces.add(new Piece(sentence.substring(from), false));
        return pieces;
    }

    private static boolean isPrintable(int c) {
        if (c == '\t' || c == '\n') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.UNASSIGNED -> (c & 0xFFFE) != 0xFFFE;
            // Marks of direction, and others without a width: they are not seen, and change how the
            // rest is read.
            case Character.FORMAT -> false;
            default -> true;
        };
    }

    private PrintableText() {}
}
