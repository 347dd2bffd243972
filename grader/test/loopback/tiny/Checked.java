package loopback.tiny;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.StreamSupport;

/// A verdict as `--format json` gives it.
record Checked(Ran ran, JsonNode json) {

    static Checked of(Ran ran) {
        try {
            var json = new ObjectMapper().readTree(ran.out());
            assertTrue(json.isContainerNode(), () -> "no JSON on standard output: " + ran);
            return new Checked(ran, json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON on standard output: " + ran, e);
        }
    }

    /// Checks the status of the whole, and of each step in order.
    Checked is(String status, String... steps) {
        assertEquals(status, json.get("status").asText(), this::toString);
        assertEquals(List.of(steps), texts("status"), this::toString);
        assertEquals(status.equals("passed") ? 0 : 1, ran.status(), this::toString);
        return this;
    }

    /// One of several.
    Checked each(int number) {
        return new Checked(ran, json.get(number));
    }

    /// Checks the points of the whole.
    Checked has(int points, int maxPoints) {
        assertEquals(points, json.get("points").asInt(), this::toString);
        assertEquals(maxPoints, json.get("maxPoints").asInt(), this::toString);
        return this;
    }

    /// Checks that the message about the whole has these words.
    Checked says(String... words) {
        return contains(json.get("message").asText(), words);
    }

    /// Checks that the message about a step has these words.
    Checked step(int number, String... words) {
        return contains(message(number), words);
    }

    String message(int step) {
        return json.get("tests").get(step - 1).get("message").asText();
    }

    String printed(int step) {
        return json.get("tests").get(step - 1).get("printed").asText();
    }

    /// Checks that no text of the verdict has control characters that could move a cursor.
    Checked isPrintable() {
        json.findValuesAsText("message")
                .forEach(text ->
                        assertFalse(
                                text.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)),
                                this::toString));
        return this;
    }

    private Checked contains(String message, String... words) {
        for (var each : words) {
            assertTrue(message.contains(each), () -> "\"" + each + "\" is not in\n" + this);
        }
        return this;
    }

    private List<String> texts(String field) {
        return StreamSupport.stream(json.get("tests").spliterator(), false)
                .map(test -> test.get(field).asText())
                .toList();
    }

    @Override
    public String toString() {
        return json + "\n" + ran.err();
    }
}
