package loopback.grading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.Starters;
import loopback.marks.ExerciseMarks;

/// Tells an exercise that was not begun from one that was done wrong.
///
/// @param starters their texts, as far as they are known here
record UntouchedStarters(Map<Exercise, String> starters) {

    private static final Pattern TODO =
            Pattern.compile("UnsupportedOperationException\\(\\s*\"(TODO: [^\"]*)\"");

    static UntouchedStarters of(Course course, List<Exercise> exercises) {
        var starters = new HashMap<Exercise, String>();
        for (var exercise : exercises) {
            try {
                starters.put(exercise, Starters.of(course, exercise));
            } catch (CourseException e) {
                // It was never seen here: a submission is then what its steps say.
            }
        }
        return new UntouchedStarters(starters);
    }

    /// The same marks, or those of an untouched starter if that is what was handed in.
    ///
    /// @param sources texts by their paths
    ExerciseMarks marks(ExerciseMarks marks, Exercise exercise, Map<String, String> sources) {
        var starter = starters.getOrDefault(exercise, "");
        var source = sources.getOrDefault(exercise.id() + ".java", "");
        var todo = TODO.matcher(starter);
        return todo.find() && words(source).equals(words(starter))
                ? marks.asNotBegun(todo.group(1))
                : marks;
    }

    /// The text, however its lines end and begin.
    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
