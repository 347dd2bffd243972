package loopback.intake;

/// What was handed in cannot be taken; the sentence says which entry of it, and why.
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedException(String sentence) {
        super(sentence);
    }

    /// There is always one: it is what people read.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
