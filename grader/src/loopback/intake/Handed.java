package loopback.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loopback.course.Exercise;
import loopback.grading.Student;

/// What one learner has handed in, before anybody looked into it.
///
/// @param name the file or folder as it was handed in
/// @param submitted when, if the export or a list says so
/// @param notes what is to be known about how it came, in sentences
public final class Handed {

    private final Student student;
    private final String name;
    private final Optional<Instant> submitted;
    private final List<String> notes;
    private final List<Entry> entries;

    Handed(
            Student student,
            String name,
            Optional<Instant> submitted,
            List<String> notes,
            List<Entry> entries) {
        this.student = student;
        this.name = name;
        this.submitted = submitted;
        this.notes = List.copyOf(notes);
        this.entries = List.copyOf(entries);
    }

    public Student student() {
        return student;
    }

    public String name() {
        return name;
    }

    public Optional<Instant> submitted() {
        return submitted;
    }

    public List<String> notes() {
        return notes;
    }

    /// The sources in it that belong to these exercises.
    ///
    /// @throws RefusedException if it cannot be taken
    public Sources sources(List<Exercise> exercises) {
        return Sources.of(entries, exercises);
    }
}
