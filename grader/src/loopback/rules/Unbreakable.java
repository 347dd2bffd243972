package loopback.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loopback.course.CourseException;
import loopback.course.Files;

/// A sentence of a contract that no wrong answer can break, or none that a step can tell, recorded
/// beside the mutants that are equivalent to the reference.
///
/// @param sentence a quotation from it
record Unbreakable(String sentence, String why) {

    /// Those recorded in `file`; none where there is no such file.
    static List<Unbreakable> in(Path file) {
        if (!java.nio.file.Files.exists(file)) {
            return List.of();
        }
        try {
            var tree = new TomlMapper().readTree(Files.read(file));
            var records = new ArrayList<Unbreakable>();
            tree.path("unbreakable").forEach(each -> records.add(read(file, each)));
            tree.propertyStream()
                    .map(Map.Entry::getKey)
                    .filter(key -> !Set.of("unbreakable", "equivalent").contains(key))
                    .forEach(key -> {
                        throw new CourseException(
                                file
                                        + ": a record is [[unbreakable]] or [[equivalent]], not "
                                        + key);
                    });
            return records;
        } catch (JsonProcessingException e) {
            throw new CourseException(file + " is not TOML: " + e.getOriginalMessage(), e);
        }
    }

    private static Unbreakable read(Path file, JsonNode each) {
        var sentence = each.path("sentence").asText().strip();
        var why = each.path("why").asText().strip();
        if (sentence.isEmpty() || why.isEmpty() || each.size() != 2) {
            throw new CourseException(file + ": an [[unbreakable]] has sentence and why");
        }
        return new Unbreakable(sentence, why);
    }
}
