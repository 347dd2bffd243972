package loopback.intake;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import loopback.course.Exercise;

/// Puts each source of a submission where its exercise expects it.
final class Placing {

    private static final Pattern PACKAGE =
            Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\r\\n]*");

    private final List<Exercise> exercises;
    private final Set<String> packages;
    private final Set<String> repairs;
    private final Map<String, Taking.Candidate> taken = new TreeMap<>();

    /// @param repairs where what was put right is noted
    Placing(List<Exercise> exercises, Set<String> repairs) {
        this.exercises = exercises;
        this.repairs = repairs;
        packages = exercises.stream().map(Exercise::packageName).collect(Collectors.toSet());
    }

    /// A whole copy of the course has more than what was to be written: only that is taken.
    Map<String, Taking.Candidate> places(List<Taking.Candidate> candidates) {
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
        return taken;
    }

    private void place(Taking.Candidate candidate) {
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

    private void take(String path, Taking.Candidate candidate) {
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

    private String inRightCase(Taking.Candidate candidate, String packageName) {
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
