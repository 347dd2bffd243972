package loopback.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;

/// `results.json` as Gradescope's autograder reads it.
///
/// The score at the top is the one that counts there, so that a late policy has its say. Nothing is
/// hidden from students in this file: if one test were, they would not see their points either.
final class Gradescope {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static String of(Feedback feedback) {
        var marks = feedback.marks();
        var results = MAPPER.createObjectNode();
        results.put("score", marks.points());
        results.put("execution_time", marks.time().toMillis() / 1000.0);
        results.put("output", output(feedback));
        results.put("output_format", "text");
        results.put("test_output_format", "text");
        results.put("test_name_format", "text");
        results.put("visibility", "visible");
        results.put("stdout_visibility", "hidden");
        var tests = results.putArray("tests");
        int number = 0;
        for (var exercise : marks.exercises()) {
            number++;
            for (var step : exercise.steps()) {
                var test = test(tests, number + "." + step.step());
                test.put("name", exercise.exercise() + ": " + step.name());
                test.put("score", step.points());
                test.put("max_score", step.maxPoints());
                test.put("status", step.passed() ? "passed" : "failed");
                test.put("output", Feedback.details(exercise, step));
            }
        }
        return text(results);
    }

    private static ObjectNode test(ArrayNode tests, String number) {
        return tests.addObject().put("number", number).put("visibility", "visible");
    }

    private static String output(Feedback feedback) {
        var lines = new ArrayList<String>();
        lines.add(feedback.outcome());
        feedback.lateness().ifPresent(lines::add);
        lines.addAll(feedback.marks().repairs());
        return String.join("\n", lines);
    }

    static String text(Object json) {
        try {
            return MAPPER.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Gradescope() {}
}
