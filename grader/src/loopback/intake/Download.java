package loopback.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import loopback.course.CourseException;
import loopback.grading.Student;

/// The submissions of a class, as a folder or archive of them, or as Moodle, Canvas or Gradescope
/// let a teacher download them.
public final class Download {

    private static final int GREATEST_METADATA = 32 << 20;

    private final Roster roster;
    private final boolean timesOfFiles;
    private final Path file;

    private Download(Path file, Roster roster, boolean timesOfFiles) {
        this.file = file;
        this.roster = roster;
        this.timesOfFiles = timesOfFiles;
    }

    /// All submissions that lie there, in the order of their learners.
    ///
    /// @param timesOfFiles whether a file's own time, which anybody can set, is when it was
    ///     handed in, where nothing else says so
    public static List<Handed> read(Path file, Roster roster, boolean timesOfFiles) {
        try {
            var handed = new Download(file, roster, timesOfFiles).read();
            if (handed.isEmpty()) {
                throw new CourseException(
                        file + " has no submissions in it: one folder or archive per learner");
            }
            return handed;
        } catch (RefusedException e) {
            throw new CourseException(file + " cannot be taken: " + e.getMessage(), e);
        }
    }

    /// A folder or archive that one learner has handed in.
    public static Handed single(Path file, Student student, Optional<Instant> submitted) {
        var entries = Container.of(file).entries();
        var name = file.toAbsolutePath().normalize().getFileName().toString();
        return new Handed(student, name, submitted, List.of(), entries);
    }

    private List<Handed> read() {
        var parts = Parts.of(Container.of(file).entries());
        if (parts.containsKey(Parts.METADATA)) {
            return distinct(gradescope(parts));
        }
        if (parts.keySet().stream().anyMatch(name -> Parts.MOODLE.matcher(name).matches())) {
            return distinct(moodle(parts));
        }
        if (!parts.isEmpty()
                && parts.keySet().stream()
                        .filter(name -> !isHidden(name))
                        .allMatch(name -> Parts.CANVAS.matcher(name).matches())) {
            return distinct(canvas(parts));
        }
        return distinct(plain(parts));
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".");
    }

    private static List<Handed> distinct(List<Handed> handed) {
        var seen = new LinkedHashMap<String, Handed>();
        for (var each : handed) {
            var earlier = seen.put(Container.folded(each.student().id()), each);
            if (earlier != null) {
                throw new RefusedException(
                        Entry.quoted(earlier.name())
                                + " and "
                                + Entry.quoted(each.name())
                                + " are both of "
                                + each.student().id()
                                + ": keep the one that counts");
            }
        }
        return seen.values().stream()
                .sorted(Comparator.comparing(each -> each.student().id()))
                .toList();
    }

    // --- the formats

    private List<Handed> plain(Map<String, List<Entry>> parts) {
        var handed = new ArrayList<Handed>();
        parts.forEach((name, entries) -> {
            if (isHidden(name)) {
                return;
            }
            var first = entries.getFirst();
            boolean isFile = entries.size() == 1 && first.kind() == Entry.Kind.FILE;
            if (isFile && !Archives.isNamedLikeOne(name)) {
                if (!name.toLowerCase(java.util.Locale.ROOT).endsWith(".csv")) {
                    throw new RefusedException(
                            Entry.quoted(name)
                                    + " is neither a folder nor an archive of a learner: take it"
                                    + " away, or put it into a folder named for its learner");
                }
                return; // A roster that lies beside them.
            }
            var key =
                    isFile
                            ? name.replaceAll("(?i)\\.(tar\\.gz|zip|tgz|tar|gz|7z|rar|bz2|xz)$", "")
                            : name;
            var own = isFile ? entries : below(entries);
            handed.add(handed(List.of(key), key, "", name, List.of(), Optional.empty(), own));
        });
        return handed;
    }

    private List<Handed> moodle(Map<String, List<Entry>> parts) {
        var byLearner = new TreeMap<String, List<Entry>>();
        var matchers = new TreeMap<String, Matcher>();
        parts.forEach((name, entries) -> {
            var matcher = Parts.MOODLE.matcher(name);
            if (matcher.matches() && matcher.group(3).equals("file")) {
                var key = matcher.group(2);
                matchers.put(key, matcher);
                var own = byLearner.computeIfAbsent(key, _ -> new ArrayList<>());
                var flat = matcher.group(4);
                own.addAll(
                        flat.isEmpty()
                                ? below(entries)
                                : entries.stream().map(each -> renamed(each, flat)).toList());
            }
        });
        var handed = new ArrayList<Handed>();
        byLearner.forEach((key, entries) -> {
            var name = matchers.get(key).group(1);
            handed.add(
                    handed(
                            List.of(key, name),
                            key,
                            name,
                            matchers.get(key).group(),
                            List.of(),
                            Optional.empty(),
                            entries));
        });
        return handed;
    }

    /// The newest version of each file that a learner has handed in.
    private List<Handed> canvas(Map<String, List<Entry>> parts) {
        var newest = new TreeMap<String, Map<String, Matcher>>();
        for (var name : parts.keySet()) {
            var matcher = Parts.CANVAS.matcher(name);
            if (matcher.matches()) {
                newest.computeIfAbsent(matcher.group(3), _ -> new TreeMap<>())
                        .merge(
                                matcher.group(5) + end(matcher),
                                matcher,
                                (a, b) -> version(a) >= version(b) ? a : b);
            }
        }
        var handed = new ArrayList<Handed>();
        newest.forEach((key, files) -> {
            var entries = new ArrayList<Entry>();
            var notes = new ArrayList<String>();
            files.forEach((file, matcher) -> {
                parts.get(matcher.group()).forEach(each -> entries.add(renamed(each, file)));
                if (matcher.group(2) != null && notes.isEmpty()) {
                    notes.add("Canvas has marked it as late");
                }
            });
            var first = files.values().iterator().next();
            handed.add(
                    handed(
                            List.of(key),
                            key,
                            first.group(1),
                            first.group(),
                            notes,
                            Optional.empty(),
                            entries));
        });
        return handed;
    }

    /// What is in a folder.
    private static List<Entry> below(List<Entry> entries) {
        return entries.stream()
                .filter(each -> each.segments().size() > 1)
                .map(each -> each.without(1))
                .toList();
    }

    private static String end(Matcher matcher) {
        return matcher.group(7) == null ? "" : matcher.group(7);
    }

    private static int version(Matcher matcher) {
        return matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6));
    }

    private static Entry renamed(Entry entry, String first) {
        var rest = entry.segments().subList(1, entry.segments().size());
        var path = rest.isEmpty() ? first : first + "/" + String.join("/", rest);
        return new Entry(path, entry.kind(), entry.size(), entry.content());
    }

    private List<Handed> gradescope(Map<String, List<Entry>> parts) {
        JsonNode metadata;
        try {
            var bytes = parts.get(Parts.METADATA).getFirst().read(GREATEST_METADATA);
            metadata = new YAMLMapper().readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new RefusedException(Parts.METADATA + " is not YAML: " + e.getOriginalMessage());
        } catch (java.io.IOException e) {
            throw new RefusedException(Parts.METADATA + " cannot be read: " + e.getMessage());
        }
        var handed = new ArrayList<Handed>();
        metadata.propertyStream()
                .forEach(each -> {
                    var name = each.getKey();
                    var about = each.getValue();
                    var submitted =
                            Optional.of(about.path(":created_at").asText())
                                    .filter(text -> !text.isEmpty())
                                    .map(text -> Roster.time(Parts.METADATA, gradescopeTime(text)));
                    for (var who : about.path(":submitters")) {
                        var email = who.path(":email").asText();
                        var sid = who.path(":sid").asText();
                        var key = sid.isEmpty() || sid.equals("null") ? email : sid;
                        handed.add(
                                handed(
                                        List.of(key, email),
                                        key,
                                        who.path(":name").asText(),
                                        name,
                                        List.of(),
                                        submitted,
                                        below(parts.getOrDefault(name, List.of()))));
                    }
                });
        return handed;
    }

    /// Gradescope writes `2026-10-16 21:59:00.123 Z`, or an offset in place of the Z.
    private static String gradescopeTime(String text) {
        return text.replaceFirst(" (?=\\d)", "T").replaceFirst(" (?=[Z+-])", "");
    }

    // --- who it is

    private Handed handed(
            List<String> keys,
            String id,
            String name,
            String file,
            List<String> notes,
            Optional<Instant> submitted,
            List<Entry> entries) {
        var line = roster.find(keys);
        var time = line.flatMap(Roster.Line::submitted).or(() -> submitted).or(() -> timeOf(file));
        var student =
                line.map(each ->
                                new Student(
                                        idOf(each.id()),
                                        each.name().isEmpty() ? name : each.name(),
                                        each.email()))
                        .orElseGet(() -> new Student(idOf(id), name, ""));
        var more = new ArrayList<>(notes);
        if (line.isEmpty() && roster != Roster.NONE) {
            more.add("nobody in the roster has the key " + Entry.quoted(keys.getFirst()));
        }
        return new Handed(student, file, time, more, entries);
    }

    private Optional<Instant> timeOf(String name) {
        var each = file.resolve(name);
        if (!timesOfFiles || !Files.exists(each)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.getLastModifiedTime(each).toInstant());
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }

    /// An id that can be the name of a file anywhere.
    public static String idOf(String key) {
        var id = key.strip().replaceAll("[^\\p{L}\\p{N}@._+-]", "-").replaceFirst("^[.-]+", "");
        return id.isEmpty() ? "unnamed" : id;
    }
}
