package loopback.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loopback.course.Exercise;

/// What one learner has handed in, before anybody looked into it.
public final class HandIn {

    /// Held while a submission is read: however many are graded at once, only one is unpacked in
    /// memory.
    private static final Object READING = new Object();

    private final Student student;
    private final String name;
    private final Optional<Instant> submitted;
    private final List<Entry> entries;
    private final List<String> notes = new ArrayList<>();
    private final List<String> repairs = new ArrayList<>();
    private ExternalIds keys;
    private Optional<String> trouble = Optional.empty();
    private boolean othersHaveTimes;

    HandIn(Student student, String name, Optional<Instant> submitted, List<Entry> entries) {
        this.student = student;
        this.name = name;
        this.submitted = submitted;
        this.entries = List.copyOf(entries);
        keys = ExternalIds.of(student.id(), student.email());
    }

    /// Marks the hand-in as not readable, for this reason.
    HandIn refuse(String why) {
        trouble = Optional.of(why);
        return this;
    }

    /// Adds a remark for the teacher.
    HandIn note(String sentence) {
        notes.add(sentence);
        return this;
    }

    /// Adds a remark about something that was put right.
    HandIn repaired(String sentence) {
        repairs.add(sentence);
        return this;
    }

    HandIn known(ExternalIds by) {
        keys = by;
        return this;
    }

    /// The same, handed in at that time.
    public HandIn at(Instant time) {
        var same = new HandIn(student, name, Optional.of(time), entries);
        same.notes.addAll(notes);
        same.repairs.addAll(repairs);
        same.keys = keys;
        same.trouble = trouble;
        return same;
    }

    void isAmongOthersWithTimes() {
        othersHaveTimes = true;
    }

    public Student student() {
        return student;
    }

    /// The file or folder as it was handed in.
    public String name() {
        return name;
    }

    /// When it was handed in, if the export or a list says so.
    public Optional<Instant> submitted() {
        return submitted;
    }

    /// Whether times are known for others in the class, but not for this one.
    public boolean alonesTimeIsMissing() {
        return submitted.isEmpty() && othersHaveTimes;
    }

    /// What a teacher should know about how it was handed in, in sentences.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /// The ids of the learner in other systems.
    public ExternalIds keys() {
        return keys;
    }

    /// The sources in it that belong to these exercises.
    ///
    /// @throws RefusedException if it cannot be taken, whatever the reason: what a stranger has
    ///     packed is nobody else's trouble
    public SubmittedSources sources(List<Exercise> exercises) {
        trouble.ifPresent(why -> {
            throw new RefusedException(why);
        });
        synchronized (READING) {
            try {
                return SubmittedSources.of(entries, exercises, repairs);
            } catch (RefusedException e) {
                throw e;
            } catch (OutOfMemoryError | StackOverflowError e) {
                throw new RefusedException("reading it takes more memory than there is");
            } catch (RuntimeException | LinkageError e) {
                throw new RefusedException("it cannot be read: " + e);
            }
        }
    }
}
