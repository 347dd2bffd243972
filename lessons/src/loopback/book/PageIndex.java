package loopback.book;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What the site needs to know of a page that is made: what can be searched in it, where one can
/// jump to, and what it refers to.
///
/// @param anchors the ids, in order, those that are there twice too
/// @param targets of links and of what is loaded
record PageIndex(List<Section> sections, List<String> anchors, Set<String> targets) {

    /// A heading with what follows it.
    ///
    /// @param address of the heading, in the site
    /// @param page the title of its page; empty where the heading is that title
    /// @param inHeading the words of the heading, in small letters
    /// @param inText those of the text
    record Section(
            String address,
            String heading,
            String page,
            String text,
            Set<String> inHeading,
            Set<String> inText) {}

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
    private static final Pattern HUMPS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");

    /// Nobody looks for a hint, and what else is left out says what is said elsewhere.
    private static final String LEFT_OUT =
            ".hint, .reference, .starter, .anchor, .turn, .above, .progress";

    /// @param file the page's name in the site
    static PageIndex of(String file, String title, Document page) {
        var targets = new LinkedHashSet<String>();
        targets.addAll(page.select("[href]").eachAttr("href"));
        targets.addAll(page.select("[src]").eachAttr("src"));
        return new PageIndex(
                sections(file, title, page.expectFirst("article")),
                page.select("[id]").eachAttr("id"),
                targets);
    }

    private static List<Section> sections(String file, String title, Element article) {
        var sections = new ArrayList<Section>();
        var text = article.clone();
        text.select(LEFT_OUT).remove();
        var address = file;
        var heading = title;
        var content = new StringBuilder();
        for (var each :
                text.select("h1, h2[id], h3[id], p, pre, td, th, dt, svg, summary, .title")) {
            if (each.tagName().matches("h[1-3]")) {
                section(address, heading, title, content.toString()).forEach(sections::add);
                content.setLength(0);
                address = each.tagName().equals("h1") ? file : file + "#" + each.id();
                heading = each.tagName().equals("h1") ? title : each.text();
            } else if (each.parents().stream()
                    .noneMatch(outer -> outer.normalName().equals("td"))) {
                content.append(
                        switch (each.tagName()) {
                            case "svg" -> each.attr("aria-label");
                            case "pre" -> each.wholeText();
                            default -> each.text();
                        });
                content.append('\n');
            }
        }
        section(address, heading, title, content.toString()).forEach(sections::add);
        return sections;
    }

    private static Stream<Section> section(
            String address, String heading, String title, String content) {
        if (content.isBlank()) {
            return Stream.of();
        }
        return Stream.of(
                new Section(
                        address,
                        heading,
                        heading.equals(title) ? "" : title,
                        content.strip().replaceAll("[ \\t]*\n\\s*", "\n"),
                        words(heading),
                        words(content)));
    }

    private static Set<String> words(String text) {
        var words = new TreeSet<String>();
        WORD.matcher(text)
                .results()
                .map(result -> result.group())
                .flatMap(word -> Stream.concat(Stream.of(word), HUMPS.splitAsStream(word)))
                .filter(word -> word.length() > 1)
                .forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
        return words;
    }
}
