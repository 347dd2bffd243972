package loopback.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.ProgramScript;

/// The scripts that run exercises as the programs they are. An exercise with nothing to run is
/// recorded with the reason: `"framing/Checksum" = 'It is a sum, and the check shows all of it.'`
final class Programs {

    private static final String RECORD = "exercises/try/none.toml";

    private final Course course;

    Programs(Course course) {
        this.course = course;
    }

    void canBeTried(Exercise exercise, List<String> faults) {
        var script = new ProgramScript(course, exercise);
        boolean recorded = recorded().containsKey(exercise.id());
        if (script.exists() && recorded) {
            faults.add(RECORD + " says that " + exercise + " has nothing to run, but it has");
        } else if (script.exists()) {
            var sources = new ArrayList<>(script.kit());
            sources.add(exercise.source(course.references()));
            sources.add(script.file());
            Scripts.check(script.file(), ProgramScript.header(exercise), sources, faults);
        } else if (!recorded) {
            faults.add(
                    "exercises/try/"
                            + exercise
                            + ".java is missing; if there is nothing to run, "
                            + RECORD
                            + " says why: \""
                            + exercise
                            + "\" = 'WHY'");
        }
    }

    /// Records of exercises that are not there.
    void strays(List<String> exercises, List<String> faults) {
        recorded().keySet().stream()
                .filter(id -> !exercises.contains(id))
                .forEach(id -> faults.add(RECORD + ": there is no exercise " + id));
    }

    /// Why there is nothing to run, by exercise.
    private TreeMap<String, String> recorded() {
        var records = new TreeMap<String, String>();
        Path file = course.root().resolve(RECORD);
        if (!Files.exists(file)) {
            return records;
        }
        try {
            for (var each : new TomlMapper().readTree(FileIo.read(file)).properties()) {
                var why = each.getValue().asText().strip();
                if (why.isEmpty()) {
                    throw new CourseException(RECORD + " does not say why of " + each.getKey());
                }
                records.put(each.getKey(), why);
            }
            return records;
        } catch (JsonProcessingException e) {
            throw new CourseException(RECORD + " is not TOML: " + e.getOriginalMessage(), e);
        }
    }
}
