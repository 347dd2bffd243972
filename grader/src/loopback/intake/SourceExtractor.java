package loopback.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.SourceText;

/// Takes the sources out of one submission: finds them, whatever was packed around them.
final class SourceExtractor {

    /// Bytes of a source; no more of one is ever unpacked.
    static final int GREATEST_FILE = 1 << 20;

    /// Bytes of an archive in an archive.
    static final int GREATEST_ARCHIVE = 64 << 20;

    private static final int MOST_FILES = 500;
    private static final int MOST_BYTES = 16 << 20;
    private static final int DEEPEST = 2;
    private static final int MOST_REPAIRS = 20;

    /// Where nothing lies that was written by hand.
    private static final Set<String> OTHERS =
            Set.of(
                    "__macosx",
                    "node_modules",
                    ".gradle",
                    ".git",
                    ".svn",
                    ".idea",
                    ".vscode",
                    ".settings",
                    ".course",
                    ".mvn");

    /// Where a build puts what it makes. Some put everything there, the sources as well.
    private static final Set<String> BUILT = Set.of("target", "build", "out", "bin");

    /// A file that may be taken, and where it lay.
    record Candidate(Entry entry, String text) {}

    private final List<Exercise> exercises;
    private final Set<String> packages;
    private final Set<String> repairs = new TreeSet<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Entry> built = new ArrayList<>();
    private final Set<String> others = new TreeSet<>();
    private final Budget budget = Budget.ofSubmission();
    private int read;

    SourceExtractor(List<Exercise> exercises) {
        this.exercises = exercises;
        packages = exercises.stream().map(Exercise::packageName).collect(Collectors.toSet());
    }

    SubmittedSources from(List<Entry> entries) {
        collect(entries, 0);
        takeBuilt();
        var placing = new SourcePlacer(exercises, repairs);
        var taken = placing.places(candidates);
        if (taken.isEmpty()) {
            throw new RefusedException(nothing());
        }
        return new SubmittedSources(taken, shortened(), placing.looks());
    }

    /// Sources where a build puts its files are copies, unless there are no others.
    private void takeBuilt() {
        boolean areAll = candidates.isEmpty();
        for (var entry : built) {
            var folder = folderOf(BUILT, entry);
            if (areAll) {
                read(entry);
                repairs.add(
                        "all its sources lay in the folder "
                                + Entry.quoted(folder)
                                + ", and were taken from there");
            } else {
                repairs.add("the folder " + Entry.quoted(folder) + " was left out");
            }
        }
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
        budget.entries(entries.size());
        requireDistinct(entries);
        for (var entry : entries) {
            switch (entry.kind()) {
                case FOLDER -> {}
                case LINK -> throw new RefusedException(entry.quoted() + " is a link");
                case DEVICE ->
                        throw new RefusedException(
                                entry.quoted() + " is a device or a pipe, and not a file");
                case REFUSED, FILE -> collect(entry, depth);
            }
        }
    }

    /// Refuses two sources whose names are equal on a file system that ignores case.
    private static void requireDistinct(List<Entry> entries) {
        var seen = new HashMap<String, Entry>();
        for (var entry : entries) {
            if (entry.kind() == Entry.Kind.FILE && SubmittedSources.isJava(entry.name())) {
                var earlier = seen.put(Container.folded(entry.path()), entry);
                if (earlier != null) {
                    throw new RefusedException(
                            entry.quoted()
                                    + " and "
                                    + earlier.quoted()
                                    + " have names that clash: nobody can say which is meant");
                }
            }
        }
    }

    private void collect(Entry entry, int depth) {
        var folder = folderOf(OTHERS, entry);
        if (!folder.isEmpty()) {
            if (!folder.startsWith(".")) {
                repairs.add("the folder " + Entry.quoted(folder) + " was left out");
            }
        } else if (entry.kind() == Entry.Kind.REFUSED) {
            entry.read(0); // A refused entry throws its reason when it is read.
        } else if (SubmittedSources.isJava(entry.name()) && !entry.name().startsWith("._")) {
            if (folderOf(BUILT, entry).isEmpty()) {
                read(entry);
            } else {
                built.add(entry);
            }
        } else if (!folderOf(BUILT, entry).isEmpty()) {
            others.add(entry.name());
        } else if (Archives.isNamedLikeOne(entry.name())) {
            unpack(entry, depth);
        } else {
            others.add(entry.name());
        }
    }

    private void read(Entry entry) {
        if (candidates.size() == MOST_FILES) {
            throw new RefusedException(
                    entry.quoted() + " is one source too many, at most " + MOST_FILES);
        }
        try {
            var source = SourceText.of(entry.quoted(), bytes(entry, GREATEST_FILE));
            source.repair().ifPresent(repairs::add);
            candidates.add(new Candidate(entry, source.text()));
        } catch (CourseException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    private void unpack(Entry entry, int depth) {
        if (depth == DEEPEST) {
            throw new RefusedException(
                    entry.quoted() + " is an archive in an archive in an archive");
        }
        var inner =
                Archives.of(entry.path(), bytes(entry, GREATEST_ARCHIVE), budget)
                        .orElseThrow(() ->
                                new RefusedException(
                                        entry.quoted()
                                                + " is no zip or tar.gz archive: hand in one"
                                                + " of these"));
        collect(inner.entries(), depth + 1);
    }

    private byte[] bytes(Entry entry, int limit) {
        var bytes = entry.read(limit);
        budget.bytes(bytes.length);
        read += SubmittedSources.isJava(entry.name()) ? bytes.length : 0;
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

    private static String folderOf(Set<String> names, Entry entry) {
        var segments = entry.segments();
        return segments.subList(0, segments.size() - 1).stream()
                .filter(segment -> names.contains(segment.toLowerCase(java.util.Locale.ROOT)))
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
