package loopback.command;

import java.nio.file.Path;
import java.util.List;
import loopback.course.Course;
import loopback.grading.Assignment;
import loopback.intake.Download;
import loopback.intake.HandIn;
import loopback.intake.Roster;
import loopback.intake.Student;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The parameters of every command that reads what a class has handed in.
final class HandInParameters {

    @Parameters(
            index = "0",
            paramLabel = "ASSIGNMENT",
            description = "The assignment; grader/assignment.toml is an example.")
    private Path assignment;

    @Parameters(
            index = "1",
            paramLabel = "SUBMISSIONS",
            description =
                    "A folder or archive with one folder or archive per learner, or a download of"
                            + " Moodle, Canvas or Gradescope.")
    private Path submissions;

    @Option(
            names = "--roster",
            paramLabel = "CSV",
            description =
                    "Who is who: headings id, name, email and submitted, or the list of Moodle, Canvas,"
                            + " Gradescope or GitHub Classroom.")
    private @Nullable Path roster;

    private Roster list = Roster.NONE;

    Assignment assignment(Course course) {
        return Assignment.read(assignment, course);
    }

    Path submissions() {
        return submissions;
    }

    /// All of them, in the order of their learners.
    List<HandIn> all(boolean timesOfFiles) {
        list = roster == null ? Roster.NONE : Roster.read(roster);
        return Download.read(submissions, list, timesOfFiles);
    }

    /// Who is on the roster and was not among [all of them][#all].
    List<Student> absent() {
        return list.absent();
    }
}
