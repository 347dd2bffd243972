package loopback.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.toml.TomlReadFeature;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loopback.course.CourseException;
import loopback.course.FileIo;

/// A table of a TOML file. What is wrong in it is said with the file and the key.
record Toml(Path file, String path, JsonNode node) {

    private static final TomlMapper MAPPER =
            TomlMapper.builder().enable(TomlReadFeature.PARSE_JAVA_TIME).build();

    static Toml read(Path file) {
        try {
            return new Toml(file, "", MAPPER.readTree(FileIo.read(file)));
        } catch (JsonProcessingException e) {
            var place = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            throw new CourseException(
                    file + place + ": this is not TOML: " + e.getOriginalMessage(), e);
        }
    }

    CourseException wrong(String key, String what) {
        return new CourseException(file + ": " + path + key + " " + what);
    }

    List<String> keys() {
        return node.propertyStream().map(java.util.Map.Entry::getKey).toList();
    }

    /// Refuses keys that mean nothing: one that is misspelt would be without effect.
    void requireOnly(Set<String> known) {
        for (var key : keys()) {
            if (!known.contains(key)) {
                var names = known.stream().sorted().collect(Collectors.joining(", "));
                throw wrong(key, "means nothing here: known are " + names);
            }
        }
    }

    Toml table(String key) {
        var table = node.path(key);
        if (!table.isObject()) {
            throw wrong(key, "is missing: begin it with a line [" + path + key + "]");
        }
        return new Toml(file, path + key + ".", table);
    }

    Optional<Toml> optionalTable(String key) {
        return node.has(key) ? Optional.of(table(key)) : Optional.empty();
    }

    String text(String key) {
        return optionalText(key)
                .orElseThrow(() -> wrong(key, "is missing: write " + key + " = \"…\""));
    }

    Optional<String> optionalText(String key) {
        var value = node.path(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong(key, "is " + value + ": write a text in quotes");
        }
        return Optional.of(value.textValue());
    }

    boolean flag(String key, boolean otherwise) {
        var value = node.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(key, "is " + value + ": write true or false");
        }
        return value.asBoolean(otherwise);
    }

    double number(String key, double otherwise, double least, double most) {
        var value = node.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        double number = value.asDouble(Double.NaN);
        if (!value.isNumber() || !(number >= least && number <= most)) {
            throw wrong(
                    key,
                    "is " + value + ": write a number from " + (long) least + " to " + (long) most);
        }
        return number;
    }

    /// A time with its zone: in itself, or else `zone`.
    ZonedDateTime time(String key, Optional<ZoneId> zone) {
        var value = node.path(key) instanceof POJONode pojo ? pojo.getPojo() : "";
        return switch (value) {
            case OffsetDateTime time when zone.isEmpty() -> time.toZonedDateTime();
            case OffsetDateTime time -> time.atZoneSameInstant(zone.get());
            case LocalDateTime time when zone.isPresent() -> time.atZone(zone.get());
            case LocalDateTime time ->
                    throw wrong(
                            key,
                            "has no zone: write "
                                    + key
                                    + " = "
                                    + time
                                    + "+02:00, or add zone = \"Europe/Berlin\"");
            default ->
                    throw wrong(
                            key,
                            "is no date and time: write "
                                    + key
                                    + " = 2026-10-16T23:59:00+02:00, without quotes");
        };
    }
}
