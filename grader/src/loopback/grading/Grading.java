package loopback.grading;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/// All that a report is made of: facts of the assignment, what the marks rest on, and the marks.
///
/// @param due in the zone that the assignment names
/// @param points what each exercise is worth, in the order of the assignment
/// @param showHidden whether learners may see what a hidden step expected
/// @param marks one per submission, in the order of the students' ids
/// @param people the class around them
public record Grading(
        String title,
        ZonedDateTime due,
        Map<String, Double> points,
        boolean showHidden,
        Provenance provenance,
        @JsonIgnore List<Marks> marks,
        ClassList people) {

    /// A grading of which only the marks are known.
    public Grading(
            String title,
            ZonedDateTime due,
            Map<String, Double> points,
            boolean showHidden,
            Provenance provenance,
            List<Marks> marks) {
        this(title, due, points, showHidden, provenance, marks, ClassList.NONE);
    }

    /// What all marks have in common, without the marks.
    @JsonCreator
    static Grading of(
            @JsonProperty("title") String title,
            @JsonProperty("due") ZonedDateTime due,
            @JsonProperty("points") Map<String, Double> points,
            @JsonProperty("showHidden") boolean showHidden,
            @JsonProperty("provenance") Provenance provenance,
            @JsonProperty("people") ClassList people) {
        return new Grading(title, due, points, showHidden, provenance, List.of(), people);
    }

    public Grading with(List<Marks> all) {
        return new Grading(
                title, due, points, showHidden, provenance, List.copyOf(all), people.without(all));
    }

    @JsonIgnore
    public double maxPoints() {
        return points.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
