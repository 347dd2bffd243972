package loopback.command;

/// What a check tells the shell. The statuses of what could not be done belong to
/// [loopback.course.CourseException].
final class ExitStatus {

    static final int FULL_MARKS = 0;

    static final int NOT_FULL_MARKS = 1;

    private ExitStatus() {}
}
