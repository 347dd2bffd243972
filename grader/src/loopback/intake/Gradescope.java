package loopback.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What Gradescope lets a teacher export: a folder per submission, and a file that says whose it is.
final class Gradescope {

    private static final int GREATEST_METADATA = 32 << 20;

    static boolean isDownload(Map<String, List<Entry>> parts) {
        return parts.containsKey(TopLevelEntries.METADATA);
    }

    static List<HandIn> read(Map<String, List<Entry>> parts, StudentFinder finder) {
        var handed = new ArrayList<HandIn>();
        var known = new HashSet<String>();
        var metadata = metadata(parts);
        for (var about : metadata) {
            about.path(":submitters").forEach(who -> finder.meet(text(who, ":name")));
        }
        metadata.propertyStream()
                .forEach(each -> {
                    known.add(each.getKey());
                    var own = parts.getOrDefault(each.getKey(), List.of());
                    submission(each.getKey(), each.getValue(), own, finder, handed);
                });
        parts.forEach((name, entries) -> {
            if (TopLevelEntries.isFolder(entries)
                    && !name.startsWith(".")
                    && !known.contains(name)) {
                handed.add(finder.nobodys(name, "is not in " + TopLevelEntries.METADATA));
            }
        });
        return handed;
    }

    private static JsonNode metadata(Map<String, List<Entry>> parts) {
        try {
            var bytes =
                    Objects.requireNonNull(parts.get(TopLevelEntries.METADATA))
                            .getFirst()
                            .read(GREATEST_METADATA);
            return new YAMLMapper().readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    TopLevelEntries.METADATA + " is not YAML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new RefusedException(
                    TopLevelEntries.METADATA + " cannot be read: " + e.getMessage());
        }
    }

    private static void submission(
            String name,
            JsonNode about,
            List<Entry> entries,
            StudentFinder finder,
            List<HandIn> handed) {
        var created = text(about, ":created_at");
        var submitted =
                created.isEmpty()
                        ? Optional.<Instant>empty()
                        : Optional.of(
                                Roster.time(TopLevelEntries.METADATA, withoutBlanks(created)));
        int number = 0;
        for (var who : about.path(":submitters")) {
            number++;
            var email = text(who, ":email");
            var sid = text(who, ":sid");
            // Where nothing tells who it is, the submission does, and each of a group.
            var made = number == 1 ? name : name + "-" + number;
            var id = !sid.isEmpty() ? sid : email.isEmpty() ? made : email;
            boolean isMade = sid.isEmpty() && email.isEmpty();
            var system = isMade ? StudentFinder.System.UNKNOWN : StudentFinder.System.GRADESCOPE;
            var claim = new StudentFinder.Claim(system, id, text(who, ":name"), email);
            handed.add(finder.handed(claim, name, submitted, TopLevelEntries.below(entries)));
        }
        if (number == 0) {
            handed.add(finder.nobodys(name, "has nobody in " + TopLevelEntries.METADATA));
        }
    }

    private static String text(JsonNode node, String key) {
        var value = node.path(key);
        return value.isMissingNode() || value.isNull() ? "" : value.asText().strip();
    }

    /// Gradescope writes `2026-10-16 21:59:00.123 Z`, or an offset in place of the Z.
    private static String withoutBlanks(String text) {
        return text.replaceFirst(" (?=\\d)", "T").replaceFirst(" (?=[Z+-])", "");
    }

    private Gradescope() {}
}
