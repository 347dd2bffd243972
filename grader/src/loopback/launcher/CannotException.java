package loopback.launcher;

/// The command cannot be built here; the message says why, and what helps.
final class CannotException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String sentences;

    CannotException(String... lines) {
        super(String.join("\n", lines));
        sentences = String.join("\n", lines);
    }

    String sentences() {
        return sentences;
    }
}
