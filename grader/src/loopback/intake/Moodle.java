package loopback.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What Moodle lets a teacher download: `Ann Example_1234_assignsubmission_file_work.zip`, or a
/// folder that ends after `file`, where the number is that of a participant in this assignment.
///
/// The name before the number and the name of the file behind it are the learner's. So a folder is
/// who its last mark says, for nothing stands behind that; and a file with two marks is nobody's.
final class Moodle {

    private static final Pattern MARK =
            Pattern.compile("_(\\d+)_assignsubmission_(file|onlinetext)_?");

    /// Where a mark stands in a name.
    private record Mark(String before, String id, String kind, String after) {}

    static boolean isOne(String name) {
        return MARK.matcher(name).find();
    }

    static boolean isDownload(Map<String, List<Entry>> parts) {
        return parts.keySet().stream().anyMatch(Moodle::isOne);
    }

    private static List<Mark> marks(String name) {
        var marks = new ArrayList<Mark>();
        var matcher = MARK.matcher(name);
        for (int from = 0; matcher.find(from); from = matcher.start() + 1) {
            marks.add(
                    new Mark(
                            name.substring(0, matcher.start()),
                            matcher.group(1),
                            matcher.group(2),
                            name.substring(matcher.end())));
        }
        return marks;
    }

    /// One participant's files, and whether there is a text that was typed into Moodle.
    private static final class Participant {
        private final Mark mark;
        private final String part;
        private final List<Entry> entries = new ArrayList<>();
        private boolean hasTyped;

        Participant(Mark mark, String part) {
            this.mark = mark;
            this.part = part;
        }
    }

    static List<HandIn> read(Map<String, List<Entry>> parts, StudentFinder finder) {
        var participants = new TreeMap<String, Participant>();
        var handed = new ArrayList<HandIn>();
        parts.forEach((part, entries) -> {
            if (part.startsWith(".")) {
                return;
            }
            boolean isFolder = TopLevelEntries.isFolder(entries);
            var marks = marks(part);
            if (marks.isEmpty() || isFolder && !marks.getLast().after().isEmpty()) {
                handed.add(finder.nobodys(part, "does not say whose it is, as Moodle would"));
            } else if (!isFolder && marks.size() > 1) {
                handed.add(
                        finder.nobodys(
                                part,
                                "names two participants: let Moodle download submissions in"
                                        + " folders"));
            } else {
                var mark = marks.getLast();
                var one = participants.computeIfAbsent(mark.id(), _ -> new Participant(mark, part));
                if (mark.kind().equals("onlinetext")) {
                    one.hasTyped = true;
                } else {
                    one.entries.addAll(
                            isFolder
                                    ? TopLevelEntries.below(entries)
                                    : TopLevelEntries.renamed(entries, mark.after()));
                }
            }
        });
        participants.values().forEach(one -> finder.meet(one.mark.before()));
        for (var one : participants.values()) {
            var mark = one.mark;
            var claim =
                    new StudentFinder.Claim(
                            StudentFinder.System.MOODLE, mark.id(), mark.before(), "");
            var each = finder.handed(claim, one.part, Optional.empty(), one.entries);
            handed.add(one.hasTyped ? typed(each, one.entries.isEmpty()) : each);
        }
        return handed;
    }

    private static HandIn typed(HandIn handed, boolean isAll) {
        return isAll
                ? handed.refuse("it is a text that was typed into Moodle: hand in the files")
                : handed.note("there is a text typed into Moodle as well, which was not read");
    }

    private Moodle() {}
}
