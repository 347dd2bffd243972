package loopback.progress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.engine.verdict.Verdict;
import loopback.engine.verdict.WireEvent;

/// What the last check of an exercise said, in `.course/verdicts`, as `./course check --format json`
/// says it. The book shows it beside the steps.
public final class LastVerdict {

    private final Path file;

    public LastVerdict(Course course, Exercise exercise) {
        file = course.progress().resolve("verdicts").resolve(exercise.id() + ".json");
    }

    public void keep(Verdict verdict) {
        FileIo.write(file, text(verdict)); // Whole: the last one to come stays.
    }

    /// Field by field, as [ProgressFile]: every check writes it.
    private static String text(Verdict verdict) {
        var text = new StringWriter();
        try (var out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("exercise", verdict.exercise());
            out.writeStringField("status", verdict.status().words());
            out.writeNumberField("seconds", verdict.seconds());
            out.writeStringField("message", verdict.message());
            out.writeArrayFieldStart("tests");
            for (var test : verdict.tests()) {
                write(out, test);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // In memory: it does not happen.
        }
        return text + "\n";
    }

    private static void write(JsonGenerator out, Verdict.Test test) throws IOException {
        out.writeStartObject();
        out.writeNumberField("step", test.step());
        out.writeStringField("name", test.name());
        out.writeStringField("status", test.status().words());
        out.writeNumberField("points", test.points());
        out.writeNumberField("maxPoints", test.maxPoints());
        out.writeStringField("message", test.message());
        out.writeStringField("transcript", test.transcript());
        out.writeArrayFieldStart("events");
        for (var event : test.events()) {
            out.writeStartObject();
            out.writeNumberField("number", event.number());
            out.writeStringField("who", event.who());
            out.writeStringField("what", event.what());
            out.writeNumberField("bytes", event.bytes());
            out.writeNumberField("pieces", event.pieces());
            out.writeStringField("preview", event.preview());
            out.writeStringField("connection", event.connection());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeStringField("mistake", test.mistake());
        out.writeStringField("printed", test.printed());
        out.writeEndObject();
    }

    /// The verdict, if there is one that can be read: nothing depends on it.
    public Optional<Verdict> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(verdict(new ObjectMapper().readTree(FileIo.readLeniently(file))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Verdict verdict(JsonNode all) {
        return new Verdict(
                text(all, "exercise"),
                Verdict.Status.valueOf(constant(text(all, "status"))),
                all.path("seconds").asDouble(),
                text(all, "message"),
                StreamSupport.stream(all.path("tests").spliterator(), false)
                        .map(LastVerdict::test)
                        .toList());
    }

    private static Verdict.Test test(JsonNode test) {
        return new Verdict.Test(
                test.path("step").asInt(),
                text(test, "name"),
                Verdict.Outcome.valueOf(constant(text(test, "status"))),
                test.path("points").asInt(),
                test.path("maxPoints").asInt(),
                text(test, "message"),
                text(test, "transcript"),
                StreamSupport.stream(test.path("events").spliterator(), false)
                        .map(LastVerdict::event)
                        .toList(),
                text(test, "mistake"),
                text(test, "printed"),
                "");
    }

    private static WireEvent event(JsonNode event) {
        return new WireEvent(
                event.path("number").asInt(),
                text(event, "who"),
                text(event, "what"),
                event.path("bytes").asInt(),
                event.path("pieces").asInt(),
                text(event, "preview"),
                text(event, "connection"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    /// The inverse of [Verdict.Status#words].
    private static String constant(String words) {
        return words.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
