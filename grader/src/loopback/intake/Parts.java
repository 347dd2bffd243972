package loopback.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A download by the first segment of its paths: a file or folder for each submission, named by the
/// system that it comes from.
final class Parts {

    /// `Ann Example_123456_assignsubmission_file_work.zip`, or a folder that ends after `file`.
    static final Pattern MOODLE =
            Pattern.compile("(.+?)_(\\d+)_assignsubmission_(file|onlinetext)_?(.*)");

    /// `exampleann_LATE_123_456_work-1.zip`: a name, the learner, the submission, the file, and
    /// which version of it.
    static final Pattern CANVAS =
            Pattern.compile("([^_]+)_(LATE_)?(\\d+)_(\\d+)_(.+?)(?:-(\\d+))?(\\.[A-Za-z.]+)?");

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
        var only = parts.size() == 1 ? parts.firstEntry() : null;
        boolean isAround =
                only != null
                        && only.getValue().stream()
                                .allMatch(each ->
                                        each.segments().size() > 1
                                                || each.kind() == Entry.Kind.FOLDER)
                        && !isOfALearner(parts.firstKey())
                        && isAClass(only.getValue());
        if (!isAround) {
            return parts;
        }
        var inner = only.getValue().stream().filter(each -> each.segments().size() > 1).toList();
        return of(inner.stream().map(each -> each.without(1)).toList());
    }

    private static boolean isOfALearner(String name) {
        return MOODLE.matcher(name).matches() || CANVAS.matcher(name).matches();
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

    private Parts() {}
}
