package loopback.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loopback.course.CourseException;
import loopback.course.FileIo;

/// A sentence of a contract that no wrong answer can break, or none that a step can tell, recorded
/// beside the mutants that are equivalent to the reference.
///
/// @param sentence a quotation from it
record UnbreakableSentence(String sentence, String why) {

    /// Those recorded in `file`; none where there is no such file.
    static List<UnbreakableSentence> in(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            var tree = new TomlMapper().readTree(FileIo.read(file));
            var records = new ArrayList<UnbreakableSentence>();
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

    private static UnbreakableSentence read(Path file, JsonNode each) {
        var sentence = each.path("sentence").asText().strip();
        var why = each.path("why").asText().strip();
        if (sentence.isEmpty() || why.isEmpty() || each.size() != 2) {
            throw new CourseException(file + ": an [[unbreakable]] has sentence and why");
        }
        return new UnbreakableSentence(sentence, why);
    }
}
