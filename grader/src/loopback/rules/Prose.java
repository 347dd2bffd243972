package loopback.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a doc comment in Markdown into sentences.
///
/// A row of a table is a sentence, and so is what a list item or a block tag ends with. Headings,
/// the head of a table, blocks of code and what links lead to promise nothing.
final class Prose {

    /// After these a sentence goes on, whatever follows.
    private static final Set<String> ABBREVIATIONS =
            Set.of(
                    "e.g.", "i.e.", "cf.", "vs.", "resp.", "approx.", "incl.", "sec.", "fig.",
                    "dr.");

    /// After these a sentence goes on, if nothing follows that begins one.
    private static final Set<String> OPEN_ABBREVIATIONS = Set.of("etc.", "no.", "p.", "pp.");

    private static final Pattern ITEM = Pattern.compile("(?:[-*+]|\\d+[.)])\\s+(.*)");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\([^)\\s]*\\)");
    private static final Pattern LINK_TARGET = Pattern.compile("\\[[^\\]]+\\]:\\s+\\S+.*");
    private static final Pattern SEPARATOR = Pattern.compile("\\|?[\\s:-]*-[\\s:|-]*");
    private static final Pattern PROMISING_TAG =
            Pattern.compile("@(param|return|throws|exception)\\b.*");

    private final List<String> sentences = new ArrayList<>();
    private final StringBuilder block = new StringBuilder();
    private final List<String> table = new ArrayList<>();
    private boolean inCode;
    private boolean inOtherTag;

    static List<String> sentences(String comment) {
        var prose = new Prose();
        comment.lines().map(String::strip).forEach(prose::line);
        prose.endOfBlock();
        return prose.sentences;
    }

    private void line(String line) {
        if (line.startsWith("```") || line.startsWith("~~~")) {
            endOfBlock();
            inCode = !inCode;
        } else if (inCode || LINK_TARGET.matcher(line).matches()) {
            endOfBlock();
        } else if (line.isEmpty() || line.startsWith("# ") || line.startsWith("##")) {
            endOfBlock();
        } else if (line.startsWith("|")) {
            endOfText();
            table.add(line);
        } else if (line.startsWith("@")) {
            endOfBlock();
            inOtherTag = !PROMISING_TAG.matcher(line).matches();
            text(line);
        } else if (ITEM.matcher(line) instanceof Matcher item && item.matches()) {
            endOfBlock();
            text(item.group(1));
        } else {
            endOfTable();
            text(line);
        }
    }

    private void text(String line) {
        if (!inOtherTag) {
            block.append(block.isEmpty() ? "" : " ").append(line);
        }
    }

    private void endOfBlock() {
        endOfText();
        endOfTable();
    }

    private void endOfTable() {
        boolean hasHead = table.size() > 1 && SEPARATOR.matcher(table.get(1)).matches();
        table.stream()
                .skip(hasHead ? 2 : 0)
                .map(row -> row.replaceAll("\\s+", " "))
                .forEach(sentences::add);
        table.clear();
    }

    private void endOfText() {
        var text = block.toString().replaceAll("\\s+", " ");
        block.setLength(0);
        int start = 0;
        for (int end = endAfter(text, 0); end < text.length(); end = endAfter(text, end)) {
            sentences.add(text.substring(start, end).strip());
            start = end;
        }
        var rest = text.substring(start).strip();
        if (!rest.isEmpty()) {
            sentences.add(rest);
        }
    }

    /// Where the sentence ends in which the character at `from` lies; at the latest with the text.
    private static int endAfter(String text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '`') {
                i = behindCode(text, i);
                continue;
            }
            if (c == '[') {
                var link = LINK.matcher(text).region(i, text.length());
                i = link.lookingAt() ? link.end() : i + 1;
                continue;
            }
            i++;
            if (c == '.' || c == '?' || c == '!') {
                int end = i;
                while (end < text.length() && ")\"'*_”’]".indexOf(text.charAt(end)) >= 0) {
                    end++;
                }
                if (end == text.length()) {
                    return end;
                }
                if (text.charAt(end) == ' ' && isEnd(text, i, end + 1)) {
                    return end + 1;
                }
            }
        }
        return text.length();
    }

    /// Whether the mark before `i` ends a sentence, and what begins at `next` is another.
    private static boolean isEnd(String text, int i, int next) {
        var word =
                text.substring(text.lastIndexOf(' ', i - 1) + 1, i)
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("^[(\\[\"'“*_]+", "");
        boolean beginsAnother = !Character.isLowerCase(text.charAt(next));
        if (OPEN_ABBREVIATIONS.contains(word)) {
            return beginsAnother && !Character.isDigit(text.charAt(next));
        }
        return !ABBREVIATIONS.contains(word) && (beginsAnother || !word.endsWith("..."));
    }

    /// The place behind a span of code: as many backticks as begin it end it.
    private static int behindCode(String text, int start) {
        int open = start;
        while (open < text.length() && text.charAt(open) == '`') {
            open++;
        }
        var ticks = text.substring(start, open);
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) != '`') {
                continue;
            }
            int close = i;
            while (close < text.length() && text.charAt(close) == '`') {
                close++;
            }
            if (close - i == ticks.length()) {
                return close;
            }
            i = close;
        }
        return open;
    }

    private Prose() {}
}
