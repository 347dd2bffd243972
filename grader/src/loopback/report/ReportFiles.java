package loopback.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.grading.Grading;
import loopback.grading.Marks;
import loopback.grading.Outcome;
import loopback.grading.Results;
import loopback.similar.Similarities;

/// Makes every report of a grading from the marks that lie in its folder.
///
/// The same marks give the same reports, whenever they are made.
public final class ReportFiles {

    private static final List<String> EXPORTS =
            List.of("results.json", "classroom.json", "junit.xml");

    private final Results results;
    private final Course course;
    private final Redaction redaction;

    private ReportFiles(Path folder, Course course) {
        this.results = new Results(folder);
        this.course = course;
        this.redaction = Redaction.ofMachine(course, folder);
    }

    /// Writes them all; returns what they are made of.
    public static Grading write(Path folder, Course course) {
        return new ReportFiles(folder, course).write();
    }

    private Grading write() {
        var grading = results.read();
        var failures = new ArrayList<CourseException>();
        for (var marks : grading.marks()) {
            try {
                write(grading, marks);
            } catch (CourseException e) {
                // A report that cannot be written must not stop those of others.
                failures.add(e);
            }
        }
        write("grades.csv", CsvTables.grades(grading));
        write("moodle.csv", CsvTables.moodle(grading));
        write("canvas.csv", CsvTables.canvas(grading));
        var similar = Similarities.in(results.folder());
        write("summary.html", HtmlPages.of(Summary.of(grading, course, similar)));
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return grading;
    }

    private void write(String name, String text) {
        FileIo.write(results.folder().resolve(name), text);
    }

    private void write(Grading grading, Marks marks) {
        var folder = results.of(marks.student());
        var feedback = Feedback.of(grading, CleanedMarks.of(marks), redaction);
        FileIo.write(folder.resolve("feedback.html"), HtmlPages.of(feedback));
        FileIo.write(folder.resolve("feedback.txt"), FeedbackText.of(feedback));
        if (marks.outcome() == Outcome.GRADER_FAULT) {
            // Another system takes a missing file for a failed grader, and keeps an earlier mark.
            EXPORTS.forEach(name -> delete(folder.resolve(name)));
            return;
        }
        FileIo.write(folder.resolve("results.json"), Gradescope.of(feedback));
        FileIo.write(folder.resolve("classroom.json"), Classroom.of(feedback));
        FileIo.write(folder.resolve("junit.xml"), JunitXml.of(feedback));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw CourseException.ofMachine(
                    file + " cannot be deleted (" + e.getMessage() + ")", e);
        }
    }
}
