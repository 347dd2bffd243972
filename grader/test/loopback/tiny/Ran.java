package loopback.tiny;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What came of running the command.
record Ran(int status, String out, String err) {

    Ran endsWith(int expected) {
        assertEquals(expected, status, this::toString);
        return this;
    }

    Ran says(String... words) {
        for (var each : words) {
            assertTrue(out.contains(each), () -> "\"" + each + "\" is not in\n" + out);
        }
        return this;
    }

    Ran doesNotSay(String... words) {
        for (var each : words) {
            assertFalse(out.contains(each), () -> "\"" + each + "\" is in\n" + out);
        }
        return this;
    }

    /// Checks that standard error is one sentence for a person, with these words in it.
    Ran complains(String... words) {
        assertEquals(1, err.lines().count(), this::toString);
        for (var each : words) {
            assertTrue(err.contains(each), () -> "\"" + each + "\" is not in\n" + err);
        }
        return this;
    }

    Ran complainsOfNothing() {
        assertEquals("", err);
        return this;
    }

    @Override
    public String toString() {
        return "exit status " + status + "\n" + out + "\n" + err;
    }
}
