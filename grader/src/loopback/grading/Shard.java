package loopback.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.course.Hash;
import loopback.intake.HandIn;

/// A fixed part of a class: every `of`th learner, beginning with number `part`.
public record Shard(int part, int of) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})/(\\d{1,4})");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// What lies beside the marks of a part: which one it is, and of which class.
    private record Claim(int part, int of, String classHash, List<String> students) {}

    public static Shard parse(String text) {
        var matcher = FORM.matcher(text);
        if (matcher.matches()) {
            var shard =
                    new Shard(
                            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            if (shard.part >= 1 && shard.part <= shard.of) {
                return shard;
            }
        }
        throw new CourseException(
                "--shard " + text + " is no part: write 1/4 for the first of four");
    }

    /// The part of a class that is sorted.
    public List<HandIn> of(List<HandIn> all) {
        var mine = new ArrayList<HandIn>();
        for (int i = part - 1; i < all.size(); i += of) {
            mine.add(all.get(i));
        }
        return mine;
    }

    /// Notes which part the results are, and refuses those that are another.
    public void claim(Results results, List<HandIn> all) {
        var ids = all.stream().map(each -> each.student().id()).toList();
        var mine = of(all).stream().map(each -> each.student().id()).toList();
        var claim = new Claim(part, of, Hash.of(ids), mine);
        var file = file(results.folder());
        if (Files.exists(file)) {
            var there = read(file);
            if (!there.equals(claim)) {
                throw new CourseException(
                        results.folder()
                                + " holds part "
                                + there.part()
                                + "/"
                                + there.of()
                                + (there.classHash().equals(claim.classHash())
                                        ? ""
                                        : " of another class")
                                + ": name another folder with --out");
            }
            return;
        }
        try {
            FileIo.write(file, MAPPER.writeValueAsString(claim) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Joins the results of all parts of a class in `into`.
    public static void merge(List<Path> parts, Results into) {
        if (into.areThere()) {
            throw new CourseException(
                    into.folder() + " has results already: name another folder with --out");
        }
        var claims = new TreeMap<Integer, Path>();
        Claim first = null;
        for (var each : parts) {
            if (!Files.exists(file(each))) {
                throw new CourseException(
                        each + " is no part of a class: it was not graded with --shard");
            }
            var claim = read(file(each));
            first = first == null ? claim : first;
            if (claim.of() != first.of() || !claim.classHash().equals(first.classHash())) {
                throw new CourseException(
                        each + " and " + parts.getFirst() + " are not parts of the same class");
            }
            var earlier = claims.putIfAbsent(claim.part(), each);
            if (earlier != null) {
                throw new CourseException(
                        each + " and " + earlier + " are both part " + name(claim));
            }
            requireComplete(each, claim);
        }
        var missing = new TreeSet<Integer>();
        int all = first == null ? 0 : first.of();
        for (int i = 1; i <= all; i++) {
            if (!claims.containsKey(i)) {
                missing.add(i);
            }
        }
        if (!missing.isEmpty()) {
            throw new CourseException(
                    "of "
                            + all
                            + " parts these are missing: "
                            + missing.stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")));
        }
        join(List.copyOf(claims.values()), into);
    }

    private static void requireComplete(Path folder, Claim claim) {
        var marks = new Results(folder).read().marks();
        var there = marks.stream().map(each -> each.student().id()).collect(Collectors.toSet());
        var open = new TreeSet<>(claim.students());
        open.removeAll(there);
        if (!open.isEmpty()) {
            throw new CourseException(
                    folder
                            + " (part "
                            + name(claim)
                            + ") is not finished: "
                            + open.size()
                            + " to go, "
                            + open.first()
                            + " is the first; grade it again");
        }
        if (there.size() > claim.students().size()) {
            throw new CourseException(
                    folder + " has marks of learners who are not of part " + name(claim));
        }
    }

    private static void join(List<Path> parts, Results into) {
        var gradings = parts.stream().map(each -> new Results(each).read()).toList();
        var basis = gradings.getFirst().provenance().specifications();
        for (int i = 1; i < gradings.size(); i++) {
            if (!gradings.get(i).provenance().specifications().equals(basis)) {
                throw new CourseException(
                        parts.get(i)
                                + " and "
                                + parts.getFirst()
                                + " were graded by different specifications or assignments");
            }
        }
        for (var grading : gradings) {
            grading.marks().forEach(into::write);
        }
        into.write(gradings.getFirst());
    }

    private static String name(Claim claim) {
        return claim.part() + "/" + claim.of();
    }

    private static Path file(Path folder) {
        return folder.resolve("shard.json");
    }

    private static Claim read(Path file) {
        try {
            return MAPPER.readValue(FileIo.read(file), Claim.class);
        } catch (JsonProcessingException e) {
            throw new CourseException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
