package loopback.engine.compile;

/// A check was stopped before there could be a verdict, for this reason.
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoppedException(String reason) {
        super(reason);
    }

    /// There is always one: it is what people read.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
