package loopback.engine;

/// A check was stopped before there could be a verdict, for this reason.
final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoppedException(String reason) {
        super(reason);
    }
}
