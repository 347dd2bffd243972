package loopback.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loopback.course.FileIo;

/// The index that the pages search, made of the sections of all.
///
/// It consists of scripts, since a page opened from disk may load nothing else: one with the
/// headings of the sections, one for each letter that words begin with, and one with the text of
/// each section, so that a search loads little.
final class Search {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<PageIndex.Section> sections = new ArrayList<>();

    /// For each word the sections that have it: twice their number, plus one if in the heading.
    private final Map<String, Set<Integer>> words = new TreeMap<>();

    void add(PageIndex page) {
        for (var section : page.sections()) {
            int number = sections.size();
            sections.add(section);
            section.inHeading().forEach(word -> add(word, 2 * number + 1));
            section.inText().forEach(word -> add(word, 2 * number));
        }
    }

    private void add(String word, int place) {
        words.computeIfAbsent(word, _ -> new TreeSet<>()).add(place);
    }

    /// Writes the scripts that differ from those that are there.
    void write(Path folder) {
        var headings =
                sections.stream()
                        .map(each -> List.of(each.address(), each.heading(), each.page()))
                        .toList();
        write(folder.resolve("sections.js"), "sections", headings);
        for (int i = 0; i < sections.size(); i++) {
            write(folder.resolve("text-" + i + ".js"), "text", Map.of(i, sections.get(i).text()));
        }
        var shards = new TreeMap<String, Map<String, Set<Integer>>>();
        words.forEach((word, places) ->
                shards.computeIfAbsent(shard(word), _ -> new TreeMap<>()).put(word, places));
        for (var letter = 'a'; letter <= 'z'; letter++) {
            shards.putIfAbsent(String.valueOf(letter), Map.of());
        }
        shards.putIfAbsent("other", Map.of());
        shards.forEach((letter, index) -> write(folder.resolve(letter + ".js"), "words", index));
    }

    /// The name of the script that has a word; the page knows this rule as well.
    private static String shard(String word) {
        char first = word.charAt(0);
        return first >= 'a' && first <= 'z' ? String.valueOf(first) : "other";
    }

    private static void write(Path script, String what, Object value) {
        var text = call(what, value);
        if (!Files.exists(script) || !FileIo.readLeniently(script).equals(text)) {
            FileIo.write(script, text);
        }
    }

    private static String call(String what, Object value) {
        try {
            return "book." + what + "(" + JSON.writeValueAsString(value) + ");\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
