package loopback.progress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// The form of `progress.json`. Field by field: to bind it to records would take as long as to start
/// a JVM, and every check reads it.
final class ProgressFile {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int VERSION = 1;

    @FunctionalInterface
    private interface Field {
        void read(String name) throws IOException;
    }

    /// The state of the exercises, by name. What is not known here is skipped.
    static Map<String, Progress.Entry> parse(String text) throws IOException {
        var entries = new HashMap<String, Progress.Entry>();
        try (var in = JSON.createParser(text)) {
            in.nextToken();
            fields(
                    in,
                    name -> {
                        if (name.equals("exercises")) {
                            fields(in, exercise -> entries.put(exercise, entry(in)));
                        } else {
                            in.skipChildren();
                        }
                    });
        }
        return entries;
    }

    private static Progress.Entry entry(JsonParser in) throws IOException {
        var numbers = new HashMap<String, Integer>();
        var hints = new HashMap<Integer, Integer>();
        fields(
                in,
                name -> {
                    switch (name) {
                        case "points", "maxPoints", "failingStep" ->
                                numbers.put(name, in.getIntValue());
                        case "hints" ->
                                fields(
                                        in,
                                        step -> hints.put(Integer.valueOf(step), in.getIntValue()));
                        default -> in.skipChildren();
                    }
                });
        return new Progress.Entry(
                numbers.getOrDefault("points", 0),
                numbers.getOrDefault("maxPoints", 0),
                numbers.getOrDefault("failingStep", 0),
                hints);
    }

    private static void fields(JsonParser in, Field field) throws IOException {
        if (!in.isExpectedStartObjectToken()) {
            throw new IllegalArgumentException("expected an object, found " + in.currentToken());
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var name = in.currentName();
            in.nextToken();
            field.read(name);
        }
    }

    static String text(Map<String, Progress.Entry> entries) {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            out.writeStartObject();
            out.writeNumberField("version", VERSION);
            out.writeObjectFieldStart("exercises");
            for (var exercise : entries.entrySet()) {
                var entry = exercise.getValue();
                out.writeObjectFieldStart(exercise.getKey());
                out.writeNumberField("points", entry.points());
                out.writeNumberField("maxPoints", entry.maxPoints());
                out.writeNumberField("failingStep", entry.failingStep());
                out.writeObjectFieldStart("hints");
                for (var hint : entry.hints().entrySet()) {
                    out.writeNumberField(hint.getKey().toString(), hint.getValue());
                }
                out.writeEndObject();
                out.writeEndObject();
            }
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // In memory: it does not happen.
        }
        return text + "\n";
    }

    private ProgressFile() {}
}
