package loopback.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import loopback.course.Exercise;

/// Puts each source of a submission where its exercise expects it.
///
/// What is named as it should be comes first. A copy, a name in letters that only look right, or a
/// source without its package line is taken where nothing better is there, and that is said.
final class SourcePlacer {

    /// How certainly the place of a source is known, the most certain first.
    private enum Certainty {
        SAID,
        MISNAMED,
        WITHOUT_PACKAGE,
        BESIDE_ONE_WITHOUT_PACKAGE
    }

    private record Placed(SourceExtractor.Candidate candidate, Certainty certainty) {}

    private final List<Exercise> exercises;
    private final Set<String> packages;
    private final Set<String> repairs;
    private final Map<String, Placed> taken = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();

    /// The package of what was put right, by the folder and the package line that it had.
    private final Map<String, String> movedFrom = new HashMap<>();

    private final Set<String> leftOut = new TreeSet<>();

    /// @param repairs where what was put right is noted
    SourcePlacer(List<Exercise> exercises, Set<String> repairs) {
        this.exercises = exercises;
        this.repairs = repairs;
        packages = exercises.stream().map(Exercise::packageName).collect(Collectors.toSet());
    }

    /// The texts by their paths. A whole copy of the course has more than what was to be written:
    /// only that is taken.
    Map<String, String> places(List<SourceExtractor.Candidate> candidates) {
        var written =
                candidates.stream()
                        .filter(each -> ("/" + each.entry().path()).contains("/exercises/src/"))
                        .toList();
        if (!written.isEmpty() && written.size() < candidates.size()) {
            repairs.add("only what lies in exercises/src was taken");
        }
        var open = new ArrayList<>(written.isEmpty() ? candidates : written);
        for (var certainty : Certainty.values()) {
            open.removeIf(each -> place(each, certainty));
        }
        open.forEach(each -> leaveOut(each, "is not of this assignment"));
        return texts;
    }

    /// Files that may be the work on an exercise for which no source was found.
    List<String> looks() {
        if (leftOut.isEmpty()) {
            return List.of();
        }
        var names = leftOut.stream().limit(5).collect(Collectors.joining(", "));
        return exercises.stream()
                .filter(each -> !texts.containsKey(each.id() + ".java"))
                .map(each -> each + " was not found, and this was left out: " + names)
                .toList();
    }

    private void leaveOut(SourceExtractor.Candidate candidate, String why) {
        leftOut.add(candidate.entry().quoted());
        repairs.add(candidate.entry().quoted() + " " + why + ": left out");
    }

    /// Places a source, if its place is known with this certainty.
    private boolean place(SourceExtractor.Candidate candidate, Certainty certainty) {
        var line = PackageDeclaration.of(candidate.text());
        var folder = folderOf(candidate.entry());
        var packageName = packages.contains(line.name()) ? line.name() : folder;
        boolean isSaid = packages.contains(packageName);
        var stem = stem(candidate.entry());
        switch (certainty) {
            case SAID -> {
                if (!isSaid || !isNamedRight(stem, packageName)) {
                    return false;
                }
            }
            case MISNAMED -> {
                if (!isSaid) {
                    return false;
                }
            }
            case WITHOUT_PACKAGE -> packageName = packageOfExercise(stem).orElse("");
            case BESIDE_ONE_WITHOUT_PACKAGE ->
                    packageName = movedFrom.getOrDefault(origin(candidate.entry(), line), "");
        }
        if (packageName.isEmpty()) {
            return false;
        }
        put(new Placed(candidate, certainty), line, packageName);
        return true;
    }

    private void put(Placed placed, PackageDeclaration line, String packageName) {
        var candidate = placed.candidate();
        var entry = candidate.entry();
        var name = nameIn(packageName, stem(entry));
        if (isSpecification(packageName, name)) {
            repairs.add(entry.quoted() + " is a specification: left out");
            return;
        }
        if (name.endsWith("-info")) {
            return; // It has no class in it.
        }
        if (!SourceVersion.isIdentifier(name)) {
            leaveOut(candidate, "is not the name of a class");
            return;
        }
        var path = packageName + "/" + name + ".java";
        var earlier = taken.get(path);
        if (earlier != null && !earlier.candidate().text().equals(candidate.text())) {
            var other = earlier.candidate().entry().quoted();
            if (earlier.certainty() == placed.certainty()) {
                throw new RefusedException(
                        other
                                + " and "
                                + entry.quoted()
                                + " differ, and both would be "
                                + path
                                + ": hand in one");
            }
            leaveOut(candidate, "would be " + path + ", and so is " + other);
            return;
        }
        taken.putIfAbsent(path, placed);
        texts.put(path, text(candidate, line, packageName, name));
        sayWhereItLay(entry, packageName, name);
    }

    /// The text with its package line, and with the name of its class in Latin letters.
    private String text(
            SourceExtractor.Candidate candidate,
            PackageDeclaration line,
            String packageName,
            String name) {
        var quoted = candidate.entry().quoted();
        var text = candidate.text();
        if (!line.name().equals(packageName)) {
            movedFrom.put(origin(candidate.entry(), line), packageName);
            repairs.add(
                    quoted
                            + (line.name().isEmpty()
                                    ? " had no package line: \"package "
                                    : " had the line \"package "
                                            + line.name()
                                            + ";\" where it has to be \"package ")
                            + packageName
                            + ";\"");
            text = line.replacedIn(text, packageName);
        }
        if (isExercise(packageName, name)) {
            var wrong = FileNameRepair.lookalikeIn(text, name);
            if (wrong.isPresent()) {
                repairs.add(quoted + " wrote " + name + " with letters of another alphabet");
                text = text.replace(wrong.get(), name);
            }
        }
        return text;
    }

    private void sayWhereItLay(Entry entry, String packageName, String name) {
        var segments = entry.segments();
        if (!folderOf(entry).equals(packageName)) {
            repairs.add(entry.quoted() + " was put into the folder " + packageName);
        } else if (segments.size() > 2 && !String.join("/", segments).contains("exercises/src/")) {
            repairs.add(
                    "the folder "
                            + Entry.quoted(segments.getFirst())
                            + " around everything was taken off");
        }
        if (!name.equals(stem(entry))) {
            repairs.add(entry.quoted() + " was renamed to " + name + ".java");
        }
    }

    private static String origin(Entry entry, PackageDeclaration line) {
        return line.name() + " in " + entry.segments().subList(0, entry.segments().size() - 1);
    }

    private static String folderOf(Entry entry) {
        var segments = entry.segments();
        return segments.size() > 1 ? segments.get(segments.size() - 2) : "";
    }

    /// The name of a file without its ending, which may be in upper case.
    private static String stem(Entry entry) {
        return entry.name().substring(0, entry.name().length() - ".java".length());
    }

    private List<String> namesIn(String packageName) {
        return exercises.stream()
                .filter(each -> each.packageName().equals(packageName))
                .map(Exercise::name)
                .toList();
    }

    private boolean isExercise(String packageName, String name) {
        return namesIn(packageName).contains(name);
    }

    private boolean isSpecification(String packageName, String name) {
        return namesIn(packageName).stream().anyMatch(each -> name.equalsIgnoreCase(each + "Test"));
    }

    private boolean isNamedRight(String stem, String packageName) {
        return isExercise(packageName, stem)
                || SourceVersion.isIdentifier(stem)
                        && FileNameRepair.meant(stem, namesIn(packageName)).isEmpty();
    }

    /// The exercise that was meant, or else the name without what makes it that of a copy.
    private String nameIn(String packageName, String stem) {
        return FileNameRepair.meant(stem, namesIn(packageName))
                .orElse(SourceVersion.isIdentifier(stem) ? stem : FileNameRepair.plain(stem));
    }

    /// The package of the one exercise that a name can mean.
    private Optional<String> packageOfExercise(String stem) {
        var found =
                exercises.stream()
                        .filter(each ->
                                FileNameRepair.meant(stem, List.of(each.name())).isPresent())
                        .map(Exercise::packageName)
                        .distinct()
                        .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
