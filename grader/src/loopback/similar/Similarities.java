package loopback.similar;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loopback.course.CourseException;
import loopback.course.FileIo;

/// Pairs of submissions that resemble each other, as `./course similar` has left them.
///
/// @param found what found them
/// @param compared the SHA-256 of the sources of each student who was compared with the others
/// @param leftOut who could not be compared, and why
/// @param pairs the nearest first
public record Similarities(
        String found, Map<String, String> compared, Map<String, String> leftOut, List<Pair> pairs) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    /// Two students whose sources resemble each other. That is a reason to look, not a verdict.
    ///
    /// @param similarity from 0 to 1
    /// @param places where, the longest first
    public record Pair(String first, String second, double similarity, List<Place> places) {

        @JsonIgnore
        public long percent() {
            return Math.round(similarity * 100);
        }
    }

    /// Lines of two files that say the same.
    public record Place(
            String firstFile,
            int firstFrom,
            int firstTo,
            String secondFile,
            int secondFrom,
            int secondTo) {}

    public static Path file(Path results) {
        return results.resolve("similar.json");
    }

    /// What was found for these results, if somebody looked.
    public static Optional<Similarities> in(Path results) {
        var file = file(results);
        return Files.exists(file) ? Optional.of(read(file, Similarities.class)) : Optional.empty();
    }

    static <T> T read(Path file, Class<T> type) {
        try {
            return MAPPER.readValue(FileIo.read(file), type);
        } catch (JsonProcessingException e) {
            throw new CourseException(
                    file
                            + " is damaged ("
                            + e.getOriginalMessage()
                            + "): delete it, and run ./course similar again",
                    e);
        }
    }

    /// Leaves them beside the marks, for the next report.
    public void write(Path results) {
        try {
            var text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this);
            FileIo.write(file(results), text + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
