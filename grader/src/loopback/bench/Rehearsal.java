package loopback.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// A small specification that is run before the first task, so that JUnit and the kit are loaded
/// and set up by then.
final class Rehearsal {

    @Test
    @Order(1)
    void what_is_equal_is_equal() {
        assertEquals(List.of(1, 2), List.of(1, 2), () -> "two lists");
    }

    @Test
    @Order(2)
    void what_fails_fails() {
        assertThrows(AssertionError.class, () -> assertEquals("one", "another", "two words"));
    }
}
