package loopback.mutation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A mutant that no step can tell from the reference, or must not, as the contract allows both.
///
/// The line is recorded by its text: numbers change with every edit above.
///
/// @param chance whether a step may notice it now and then, in a moment that cannot be forced
record Equivalent(String line, String mutator, String change, boolean chance, String why) {

    /// @param unbreakable sentences of the contract that stand in the same file; the grader reads
    ///     them
    private record Recorded(List<Equivalent> equivalent, List<Map<String, String>> unbreakable) {

        Recorded {
            equivalent = equivalent == null ? List.of() : equivalent;
        }
    }

    /// Those recorded in `file`; none where there is no such file.
    static List<Equivalent> in(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return new TomlMapper()
                    .readValue(Files.readString(file), Recorded.class).equivalent().stream()
                            .map(recorded -> recorded.checked(file))
                            .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private Equivalent checked(Path file) {
        if (line == null || mutator == null || change == null || why == null || why.isBlank()) {
            throw new IllegalArgumentException(
                    file + ": an [[equivalent]] has line, mutator, change and why");
        }
        return this;
    }

    @Override
    public String toString() {
        return mutator + ", " + change + ": " + line;
    }
}
