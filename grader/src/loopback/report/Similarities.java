package loopback.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loopback.course.CourseException;
import loopback.course.Files;

/// Pairs of submissions that resemble each other, as `./course similar` has left them.
///
/// @param found what found them
/// @param pairs the nearest first
record Similarities(String found, List<Pair> pairs) {

    /// Two students whose sources resemble each other. That is a reason to look, not a verdict.
    ///
    /// @param similarity from 0 to 1
    /// @param places where, the longest first
    record Pair(String first, String second, double similarity, List<Place> places) {

        long percent() {
            return Math.round(similarity * 100);
        }
    }

    /// Lines of two files that say the same.
    record Place(
            String firstFile,
            int firstFrom,
            int firstTo,
            String secondFile,
            int secondFrom,
            int secondTo) {

        String first() {
            return Text.line(firstFile) + ":" + firstFrom + "–" + firstTo;
        }

        String second() {
            return Text.line(secondFile) + ":" + secondFrom + "–" + secondTo;
        }
    }

    static Path file(Path results) {
        return results.resolve("similar.json");
    }

    /// What was found for these results, if somebody looked.
    static Optional<Similarities> in(Path results) {
        var file = file(results);
        if (!java.nio.file.Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ObjectMapper().readValue(Files.read(file), Similarities.class));
        } catch (JsonProcessingException e) {
            throw new CourseException(
                    file
                            + " is damaged ("
                            + e.getOriginalMessage()
                            + "): delete it, and run ./course similar again",
                    e);
        }
    }
}
