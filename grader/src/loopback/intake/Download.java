package loopback.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import loopback.course.CourseException;
import loopback.course.FileIo;

/// The submissions of a class, as a folder or archive of them, or as Moodle, Canvas or Gradescope
/// let a teacher download them.
///
/// What of it cannot be read is the trouble of one learner, and nothing is dropped in silence.
public final class Download {

    /// All submissions that lie there, in the order of their learners.
    ///
    /// @param timesOfFiles whether a file's own time, which anybody can set, is when it was
    ///     handed in, where nothing else says so
    public static List<HandIn> read(Path file, Roster roster, boolean timesOfFiles) {
        try {
            var parts = TopLevelEntries.of(Container.of(file, Budget.ofClass()).entries());
            var finder =
                    new StudentFinder(
                            roster,
                            part -> timesOfFiles ? timeOf(file.resolve(part)) : Optional.empty());
            var handed = distinct(read(parts, finder));
            if (handed.isEmpty()) {
                throw new CourseException(
                        file + " has no submissions in it: one folder or archive per learner");
            }
            if (handed.stream().anyMatch(each -> each.submitted().isPresent())) {
                handed.forEach(HandIn::isAmongOthersWithTimes);
            }
            return handed;
        } catch (RefusedException e) {
            throw new CourseException(file + " cannot be taken: " + e.getMessage(), e);
        }
    }

    /// A folder or archive that one learner has handed in.
    public static HandIn single(Path file, Student student, Optional<Instant> submitted) {
        var name = file.toAbsolutePath().normalize().getFileName().toString();
        try {
            var entries = Container.of(file, Budget.ofSubmission()).entries();
            var handed = new HandIn(student, name, submitted, entries);
            handed.isAmongOthersWithTimes();
            return handed;
        } catch (RefusedException e) {
            return new HandIn(student, name, submitted, List.of()).refuse(e.getMessage());
        }
    }

    /// When a submission was handed in, as Gradescope tells an autograder.
    public static Instant submitted(Path metadata) {
        try {
            var json = new ObjectMapper().readTree(FileIo.read(metadata));
            return Roster.time(metadata, json.path("created_at").asText());
        } catch (JsonProcessingException e) {
            throw new CourseException(metadata + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// An id as it can be printed.
    public static String idOf(String key) {
        return StudentFinder.idOf(key);
    }

    private static List<HandIn> read(Map<String, List<Entry>> parts, StudentFinder finder) {
        if (Gradescope.isDownload(parts)) {
            return Gradescope.read(parts, finder);
        }
        if (Moodle.isDownload(parts)) {
            return Moodle.read(parts, finder);
        }
        return Canvas.isDownload(parts) ? Canvas.read(parts, finder) : plain(parts, finder);
    }

    /// A folder or an archive for each learner, named for that learner.
    private static List<HandIn> plain(Map<String, List<Entry>> parts, StudentFinder finder) {
        var handed = new ArrayList<HandIn>();
        parts.forEach((name, entries) -> {
            boolean isFolder = TopLevelEntries.isFolder(entries);
            if (name.startsWith(".")
                    || !isFolder && name.toLowerCase(Locale.ROOT).endsWith(".csv")) {
                return; // A roster that lies beside them, or what an editor or a system keeps.
            }
            if (!isFolder && !Archives.isNamedLikeOne(name)) {
                handed.add(
                        finder.nobodys(
                                name,
                                "is neither a folder nor an archive of a learner: take it away, or"
                                        + " put it into a folder named for its learner"));
                return;
            }
            var ending = "(?i)\\.(tar\\.gz|zip|tgz|tar|gz|7z|rar|bz2|xz)$";
            var key = isFolder ? name : name.replaceAll(ending, "");
            var own = isFolder ? TopLevelEntries.below(entries) : entries;
            var claim = new StudentFinder.Claim(StudentFinder.System.PLAIN, key, "", "");
            handed.add(finder.handed(claim, name, Optional.empty(), own));
        });
        return handed;
    }

    /// One for each learner. Of two, nobody can say which counts.
    private static List<HandIn> distinct(List<HandIn> handed) {
        var byId = new TreeMap<String, List<HandIn>>();
        handed.forEach(each ->
                byId.computeIfAbsent(Container.folded(each.student().id()), _ -> new ArrayList<>())
                        .add(each));
        return byId.values().stream()
                .map(Download::one)
                .sorted(Comparator.comparing(each -> each.student().id()))
                .toList();
    }

    private static HandIn one(List<HandIn> same) {
        var first = same.getFirst();
        if (same.size() == 1) {
            return first;
        }
        var names =
                same.stream()
                        .map(each -> Entry.quoted(each.name()))
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(" and "));
        return first.refuse(
                names + " are both of " + first.student().id() + ": keep the one that counts");
    }

    private static Optional<Instant> timeOf(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.getLastModifiedTime(file).toInstant())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Download() {}
}
