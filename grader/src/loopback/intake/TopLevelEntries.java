package loopback.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// A download by the first segment of its paths: a file or folder for each submission, named by the
/// system that it comes from.
final class TopLevelEntries {

    /// What says who is who in a download of Gradescope.
    static final String METADATA = "submission_metadata.yml";

    static boolean isMetadata(String name) {
        return name.endsWith(METADATA);
    }

    /// The entries by the first segment of their paths, below the folder that is around everything.
    static Map<String, List<Entry>> of(List<Entry> entries) {
        var parts = new TreeMap<String, List<Entry>>();
        for (var entry : entries) {
            parts.computeIfAbsent(entry.segments().getFirst(), _ -> new ArrayList<>()).add(entry);
        }
        parts.remove("__MACOSX");
        if (parts.size() != 1) {
            return parts;
        }
        var name = parts.firstKey();
        var only = Objects.requireNonNull(parts.get(name));
        boolean isAround = isFolder(only) && !isOfALearner(name) && isAClass(only);
        return isAround ? of(below(only)) : parts;
    }

    /// Whether these entries are a folder. Not every packer has an entry for each folder.
    static boolean isFolder(List<Entry> entries) {
        return entries.stream()
                .allMatch(each -> each.segments().size() > 1 || each.kind() == Entry.Kind.FOLDER);
    }

    /// What is in a folder.
    static List<Entry> below(List<Entry> entries) {
        return entries.stream()
                .filter(each -> each.segments().size() > 1)
                .map(each -> each.without(1))
                .toList();
    }

    /// The same entries with another first segment.
    static List<Entry> renamed(List<Entry> entries, String first) {
        return entries.stream()
                .map(each -> {
                    var rest = each.segments().subList(1, each.segments().size());
                    var path = rest.isEmpty() ? first : first + "/" + String.join("/", rest);
                    return new Entry(path, each.kind(), each.size(), each.content());
                })
                .toList();
    }

    private static boolean isOfALearner(String name) {
        return Moodle.isOne(name) || Canvas.isOne(name);
    }

    /// Whether a folder is around what learners have handed in, and is not of one of them.
    private static boolean isAClass(List<Entry> entries) {
        var below = entries.stream().filter(each -> each.segments().size() > 1).toList();
        return below.stream()
                        .map(each -> each.segments().get(1))
                        .anyMatch(name -> name.equals(METADATA) || isOfALearner(name))
                || below.stream()
                                .filter(each -> each.segments().size() == 2)
                                .filter(each -> Archives.isNamedLikeOne(each.name()))
                                .count()
                        > 1;
    }

    private TopLevelEntries() {}
}
