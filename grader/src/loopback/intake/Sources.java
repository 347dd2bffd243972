package loopback.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import loopback.course.Exercise;
import loopback.course.Hash;

/// The sources that are taken from one submission.
///
/// @param files texts by path, `tcp/EchoOnce.java`
/// @param repairs what was put right, in sentences
public record Sources(Map<String, String> files, List<String> repairs) {

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

    private static final Pattern PACKAGE =
            Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\r\\n]*");

    /// A file that may be taken, and where it lay.
    private record Candidate(Entry entry, String text) {}

    /// SHA-256 of all of them.
    public String hash() {
        var texts = new ArrayList<String>();
        files.forEach((path, text) -> {
            texts.add(path);
            texts.add(text);
        });
        return Hash.of(texts);
    }

    static boolean isJava(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".java");
    }

    static Sources of(List<Entry> entries, List<Exercise> exercises) {
        return new Taking(exercises).from(entries);
    }

    private static final class Taking {

        private final List<Exercise> exercises;
        private final Set<String> packages;
        private final Set<String> repairs = new TreeSet<>();
        private final List<Candidate> candidates = new ArrayList<>();
        private final Map<String, Candidate> taken = new TreeMap<>();
        private final Set<String> others = new TreeSet<>();
        private int read;

        Taking(List<Exercise> exercises) {
            this.exercises = exercises;
            packages = exercises.stream().map(Exercise::packageName).collect(Collectors.toSet());
        }

        Sources from(List<Entry> entries) {
            collect(entries, 0);
            place();
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
                throw new RefusedException(
                        "there are more than " + MOST_ENTRIES + " entries in it");
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
            } else if (isJava(entry.name()) && !entry.name().startsWith("._")) {
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
            read += isJava(entry.name()) ? bytes.length : 0;
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
                    .filter(segment -> OTHERS.contains(segment.toLowerCase(Locale.ROOT)))
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

        // --- to their places

        /// A whole copy of the course has more than what was to be written: only that is taken.
        private void place() {
            var written =
                    candidates.stream()
                            .filter(each -> ("/" + each.entry().path()).contains("/exercises/src/"))
                            .toList();
            if (!written.isEmpty() && written.size() < candidates.size()) {
                repairs.add("only what lies in exercises/src was taken");
            }
            for (var candidate : written.isEmpty() ? candidates : written) {
                place(candidate);
            }
        }

        private void place(Candidate candidate) {
            var segments = candidate.entry().segments();
            var folder = segments.size() > 1 ? segments.get(segments.size() - 2) : "";
            var matcher = PACKAGE.matcher(COMMENT.matcher(candidate.text()).replaceAll(""));
            var declared = matcher.find() ? matcher.group(1) : "";
            var name = candidate.entry().name();
            var packageName = packages.contains(declared) ? declared : folder;
            if (declared.isEmpty() && !packages.contains(folder)) {
                packageName = packageOfExercise(name);
            } else if (!declared.isEmpty()
                    && !packages.contains(declared)
                    && !packages.contains(folder)) {
                packageName = "";
            }
            if (!packages.contains(packageName)) {
                repairs.add(candidate.entry().quoted() + " is not of this assignment: left out");
                return;
            }
            if (isSpecification(packageName, name)) {
                repairs.add(candidate.entry().quoted() + " is a specification: left out");
                return;
            }
            if (!folder.equals(packageName)) {
                repairs.add(
                        candidate.entry().quoted()
                                + " was put into the folder "
                                + packageName
                                + ", as its package line says");
            } else if (segments.size() > 2 && !isUsual(segments)) {
                repairs.add(
                        "the folder "
                                + Entry.quoted(segments.getFirst())
                                + " around everything was taken off");
            }
            take(packageName + "/" + inRightCase(candidate, packageName), candidate);
        }

        private static boolean isUsual(List<String> segments) {
            return String.join("/", segments).contains("exercises/src/");
        }

        private void take(String path, Candidate candidate) {
            var earlier = taken.putIfAbsent(path, candidate);
            if (earlier != null && !earlier.text().equals(candidate.text())) {
                throw new RefusedException(
                        earlier.entry().quoted()
                                + " and "
                                + candidate.entry().quoted()
                                + " differ, and both would be "
                                + path
                                + ": hand in one");
            }
        }

        private String packageOfExercise(String name) {
            return exercises.stream()
                    .filter(each -> name.equalsIgnoreCase(each.name() + ".java"))
                    .map(Exercise::packageName)
                    .findFirst()
                    .orElse("");
        }

        private boolean isSpecification(String packageName, String name) {
            return exercises.stream()
                    .filter(each -> each.packageName().equals(packageName))
                    .anyMatch(each -> name.equalsIgnoreCase(each.name() + "Test.java"));
        }

        private String inRightCase(Candidate candidate, String packageName) {
            var name = candidate.entry().name();
            return exercises.stream()
                    .filter(each -> each.packageName().equals(packageName))
                    .map(each -> each.name() + ".java")
                    .filter(right -> name.equalsIgnoreCase(right) && !name.equals(right))
                    .findFirst()
                    .map(right -> {
                        repairs.add(candidate.entry().quoted() + " was renamed to " + right);
                        return right;
                    })
                    .orElse(name);
        }
    }
}
