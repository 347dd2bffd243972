package loopback.course;

/// Something about the course, the request or the machine is wrong, in one sentence for the person
/// who asked.
public final class CourseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// Exit status for a wrong request.
    public static final int WRONG_USE = 2;

    /// Exit status when this machine cannot do what was asked.
    public static final int MACHINE_CANNOT = 3;

    private final int exitStatus;

    public CourseException(String sentence) {
        this(sentence, WRONG_USE);
    }

    public CourseException(String sentence, Throwable cause) {
        this(sentence, cause, WRONG_USE);
    }

    private CourseException(String sentence, int exitStatus) {
        super(sentence);
        this.exitStatus = exitStatus;
    }

    private CourseException(String sentence, Throwable cause, int exitStatus) {
        super(sentence, cause);
        this.exitStatus = exitStatus;
    }

    /// The request is right, but this machine cannot do it.
    public static CourseException ofMachine(String sentence) {
        return new CourseException(sentence, MACHINE_CANNOT);
    }

    /// The request is right, but this machine cannot do it.
    public static CourseException ofMachine(String sentence, Throwable cause) {
        return new CourseException(sentence, cause, MACHINE_CANNOT);
    }

    /// There is always one: it is what people read.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public int exitStatus() {
        return exitStatus;
    }
}
