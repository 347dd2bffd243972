package kit;

import org.opentest4j.AssertionFailedError;

/// A failure that says what was expected and what was found, in words. The transcript ends with it.
public final class Mismatch {

    public static AssertionFailedError of(String expected, String found) {
        Wire.ends();
        return new AssertionFailedError(
                "expected: " + expected + " but found: " + found, expected, found);
    }

    private Mismatch() {}
}
