package kit;

import org.opentest4j.AssertionFailedError;

/// A failure that says what was expected and what was found, in words.
public final class Mismatch {

    public static AssertionFailedError of(String expected, String found) {
        return new AssertionFailedError(
                "expected: " + expected + " but found: " + found, expected, found);
    }

    private Mismatch() {}
}
