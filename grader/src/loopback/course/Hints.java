package loopback.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The hints of one exercise: for each step, one paragraph after the other.
public record Hints(Map<Integer, List<String>> steps) {

    public static Hints of(Course course, Exercise exercise) {
        var file = course.lessonOf(exercise).hints();
        var steps = new TreeMap<Integer, List<String>>();
        var paragraphs = new ArrayList<String>();
        boolean within = false;
        boolean open = false;
        for (var line : FileIo.lines(file)) {
            if (line.startsWith("=== ") && within) {
                paragraphs = new ArrayList<>();
                steps.put(stepNumber(line), paragraphs);
                open = false;
            } else if (line.startsWith("== ")) {
                within = line.substring(3).strip().equals(exercise.name());
            } else if (line.isBlank()) {
                open = false;
            } else if (within && open) {
                paragraphs.set(paragraphs.size() - 1, paragraphs.getLast() + "\n" + line);
            } else if (within) {
                paragraphs.add(line);
                open = true;
            }
        }
        return new Hints(steps);
    }

    private static int stepNumber(String heading) {
        var number = heading.substring(4).strip();
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new CourseException("hints: \"" + number + "\" is not the number of a step", e);
        }
    }

    public List<String> forStep(int step) {
        return steps.getOrDefault(step, List.of());
    }
}
