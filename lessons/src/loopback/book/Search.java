package loopback.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import loopback.course.FileIo;
import org.jsoup.nodes.Element;

/// The index that the pages search, made of sections: a heading with what follows it.
///
/// It consists of scripts, since a page opened from disk may load nothing else: one with the
/// headings of the sections, one for each letter that words begin with, and one with the text of
/// each section, so that a search loads little.
final class Search {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
    private static final Pattern HUMPS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");

    /// Nobody looks for a hint, and what else is left out says what is said elsewhere.
    private static final String LEFT_OUT =
            ".hint, .reference, .starter, .anchor, .turn, .above, .progress";

    private final List<List<String>> sections = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    /// For each word the sections that have it: twice their number, plus one if in the heading.
    private final Map<String, Set<Integer>> words = new TreeMap<>();

    /// Adds a page: its title and the body between header and footer.
    void add(String file, String title, Element article) {
        var text = article.clone();
        text.select(LEFT_OUT).remove();
        var address = file;
        var heading = title;
        var content = new StringBuilder();
        for (var each :
                text.select("h1, h2[id], h3[id], p, pre, td, th, dt, svg, summary, .title")) {
            if (each.tagName().matches("h[1-3]")) {
                note(address, heading, title, content.toString());
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
        note(address, heading, title, content.toString());
    }

    private void note(String address, String heading, String title, String content) {
        if (content.isBlank()) {
            return;
        }
        int number = sections.size();
        sections.add(List.of(address, heading, heading.equals(title) ? "" : title));
        texts.add(content.strip().replaceAll("[ \\t]*\n\\s*", "\n"));
        index(heading, 2 * number + 1);
        index(content, 2 * number);
    }

    private void index(String text, int place) {
        WORD.matcher(text)
                .results()
                .map(result -> result.group())
                .forEach(word -> {
                    add(word, place);
                    for (var hump : HUMPS.split(word)) {
                        add(hump, place);
                    }
                });
    }

    private void add(String word, int place) {
        if (word.length() > 1) {
            words.computeIfAbsent(word.toLowerCase(Locale.ROOT), _ -> new TreeSet<>()).add(place);
        }
    }

    /// Writes the scripts.
    void write(Path folder) {
        FileIo.write(folder.resolve("sections.js"), call("sections", sections));
        for (int i = 0; i < texts.size(); i++) {
            FileIo.write(
                    folder.resolve("text-" + i + ".js"), call("text", Map.of(i, texts.get(i))));
        }
        var shards = new TreeMap<String, Map<String, Set<Integer>>>();
        words.forEach((word, places) ->
                shards.computeIfAbsent(shard(word), _ -> new TreeMap<>()).put(word, places));
        for (var letter = 'a'; letter <= 'z'; letter++) {
            shards.putIfAbsent(String.valueOf(letter), Map.of());
        }
        shards.putIfAbsent("other", Map.of());
        shards.forEach((letter, index) ->
                FileIo.write(folder.resolve(letter + ".js"), call("words", index)));
    }

    /// The name of the script that has a word; the page knows this rule as well.
    private static String shard(String word) {
        char first = word.charAt(0);
        return first >= 'a' && first <= 'z' ? String.valueOf(first) : "other";
    }

    private static String call(String what, Object value) {
        try {
            return "book." + what + "(" + JSON.writeValueAsString(value) + ");\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
