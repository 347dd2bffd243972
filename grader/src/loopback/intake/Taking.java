package loopback.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import loopback.course.Exercise;

/// Takes the sources out of one submission: finds them, whatever was packed around them.
final class Taking {

    private static final int MOST_FILES = 500;
    private static final int MOST_ENTRIES = 20_000;
    private static final int GREATEST_FILE = 1 << 20;
    private static final int GREATEST_ARCHIVE = 64 << 20;
    private static final int MOST_BYTES = 16 << 20;
    private static final int DEEPEST = 2;
    private static final int MOST_REPAIRS = 20;

    /// Where nothing lies that was written by hand.
    private static final Set<String> OTHERS =
            Set.of(
                    "__macosx",
                    ".git",
                    ".svn",
                    ".idea",
                    ".vscode",
                    ".settings",
                    ".course",
                    ".mvn",
                    "target",
                    "build",
                    "out",
                    "bin",
                    "node_modules",
                    ".gradle");

    /// A file that may be taken, and where it lay.
    record Candidate(Entry entry, String text) {}

    private final List<Exercise> exercises;
    private final Set<String> packages;
    private final Set<String> repairs = new TreeSet<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final Set<String> others = new TreeSet<>();
    private int read;

    Taking(List<Exercise> exercises) {
        this.exercises = exercises;
        packages = exercises.stream().map(Exercise::packageName).collect(Collectors.toSet());
    }

    Sources from(List<Entry> entries) {
        collect(entries, 0);
        var taken = new Placing(exercises, repairs).places(candidates);
        if (taken.isEmpty()) {
            throw new RefusedException(nothing());
        }
        var files = new TreeMap<String, String>();
        taken.forEach((path, candidate) -> files.put(path, candidate.text()));
        return new Sources(files, shortened());
    }

    private List<String> shortened() {
        var all = List.copyOf(repairs);
        if (all.size() <= MOST_REPAIRS) {
            return all;
        }
        var some = new ArrayList<>(all.subList(0, MOST_REPAIRS));
        some.add("and " + (all.size() - MOST_REPAIRS) + " repairs more");
        return some;
    }

    private void collect(List<Entry> entries, int depth) {
        if (entries.size() > MOST_ENTRIES) {
            throw new RefusedException("there are more than " + MOST_ENTRIES + " entries in it");
        }
        for (var entry : entries) {
            switch (entry.kind()) {
                case FOLDER -> {}
                case LINK -> throw new RefusedException(entry.quoted() + " is a link");
                case DEVICE ->
                        throw new RefusedException(
                                entry.quoted() + " is a device or a pipe, and not a file");
                case FILE -> collect(entry, depth);
            }
        }
    }

    private void collect(Entry entry, int depth) {
        var folder = folderOfOthers(entry);
        if (!folder.isEmpty()) {
            if (!folder.startsWith(".")) {
                repairs.add("the folder " + Entry.quoted(folder) + " was left out");
            }
        } else if (Sources.isJava(entry.name()) && !entry.name().startsWith("._")) {
            if (candidates.size() == MOST_FILES) {
                throw new RefusedException(
                        entry.quoted() + " is one source too many, at most " + MOST_FILES);
            }
            var decoded = Decoded.of(entry, bytes(entry, GREATEST_FILE));
            decoded.repair().ifPresent(repairs::add);
            candidates.add(new Candidate(entry, decoded.text()));
        } else if (Archives.isNamedLikeOne(entry.name())) {
            unpack(entry, depth);
        } else {
            others.add(entry.name());
        }
    }

    private void unpack(Entry entry, int depth) {
        if (depth == DEEPEST) {
            throw new RefusedException(
                    entry.quoted() + " is an archive in an archive in an archive");
        }
        var inner =
                Archives.of(entry.path(), bytes(entry, GREATEST_ARCHIVE))
                        .orElseThrow(() ->
                                new RefusedException(
                                        entry.quoted()
                                                + " is no zip or tar.gz archive: hand in one"
                                                + " of these"));
        collect(inner.entries(), depth + 1);
    }

    private byte[] bytes(Entry entry, int limit) {
        var bytes = entry.read(limit);
        read += Sources.isJava(entry.name()) ? bytes.length : 0;
        if (read > MOST_BYTES) {
            throw new RefusedException(
                    "with "
                            + entry.quoted()
                            + " the sources have more than "
                            + MOST_BYTES
                            + " bytes");
        }
        return bytes;
    }

    private static String folderOfOthers(Entry entry) {
        var segments = entry.segments();
        return segments.subList(0, segments.size() - 1).stream()
                .filter(segment -> OTHERS.contains(segment.toLowerCase(java.util.Locale.ROOT)))
                .findFirst()
                .orElse("");
    }

    private String nothing() {
        if (!candidates.isEmpty()) {
            return "none of its sources is of this assignment, which is about the packages "
                    + String.join(", ", new TreeSet<>(packages))
                    + ": it has "
                    + candidates.stream()
                            .limit(5)
                            .map(each -> each.entry().quoted())
                            .collect(Collectors.joining(", "));
        }
        if (others.stream().anyMatch(name -> name.endsWith(".class"))) {
            return "it has compiled classes only: hand in the .java files";
        }
        return others.isEmpty()
                ? "it is empty"
                : "there is no .java file in it, only "
                        + others.stream()
                                .limit(5)
                                .map(Entry::quoted)
                                .collect(Collectors.joining(", "));
    }
}
