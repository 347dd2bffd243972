package loopback.command;

import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.engine.Verdict;
import loopback.report.Terminal;

/// Notes a check of the learner's own file: the version that was checked, and what came of it.
record LearnersRecord(Course course, Terminal terminal) {

    /// A record that cannot be kept is said to be so; the verdict stands.
    void add(Exercise exercise, Verdict verdict) {
        try {
            new Versions(course, exercise).keep();
            new Progress(course, terminal).update(exercise, entry -> entry.after(verdict));
        } catch (CourseException e) {
            terminal.complain("course: " + e.getMessage());
        }
    }
}
