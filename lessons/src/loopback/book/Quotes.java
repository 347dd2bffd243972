package loopback.book;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Quotation marks as books print them, also where a text has those of a keyboard.
final class Quotes {

    /// What stays as it is typed, since a reader may type it again.
    private static final Set<String> VERBATIM = Set.of("code", "pre", "kbd", "svg", "script");

    private static final String OPENS = " \n\t\u00a0([{“‘—–";

    /// Changes the text of a page in place, all but its code.
    static void curl(Element body) {
        curl(body, ' ');
    }

    /// A text that is no part of a page, such as its title.
    static String curl(String text) {
        return curl(text, ' ');
    }

    /// @param before the character before a node, which tells an opening mark from a closing one
    /// @return the last character of the node
    private static char curl(Node node, char before) {
        if (node instanceof TextNode text) {
            var curled = curl(text.getWholeText(), before);
            if (!curled.equals(text.getWholeText())) {
                text.text(curled);
            }
            return curled.isEmpty() ? before : curled.charAt(curled.length() - 1);
        }
        if (!(node instanceof Element element)) {
            return before;
        }
        if (VERBATIM.contains(element.normalName())) {
            return 'x';
        }
        char last = element.isBlock() ? ' ' : before;
        for (var child : element.childNodes()) {
            last = curl(child, last);
        }
        return element.isBlock() ? ' ' : last;
    }

    private static String curl(String text, char before) {
        var curled = new StringBuilder();
        char last = before;
        for (char c : text.toCharArray()) {
            boolean opening = OPENS.indexOf(last) >= 0;
            last =
                    switch (c) {
                        case '"' -> opening ? '“' : '”';
                        case '\'' -> opening ? '‘' : '’';
                        default -> c;
                    };
            curled.append(last);
        }
        return curled.toString();
    }

    private Quotes() {}
}
