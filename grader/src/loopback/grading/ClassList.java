package loopback.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loopback.intake.ExternalIds;
import loopback.intake.HandIn;
import loopback.intake.Student;

/// The class around the marks: who of it has handed in nothing, and by what other systems know those
/// who have.
///
/// @param absent who is on the roster and has handed in nothing
/// @param keys by the id of each student who has handed in
public record ClassList(List<Student> absent, Map<String, ExternalIds> keys) {

    /// A class of which only the marks are known.
    public static final ClassList NONE = new ClassList(List.of(), Map.of());

    public static ClassList of(List<HandIn> handed, List<Student> absent) {
        var keys = new TreeMap<String, ExternalIds>();
        handed.forEach(each -> keys.put(each.student().id(), each.keys()));
        return new ClassList(List.copyOf(absent), keys);
    }

    /// The ids that other systems have for a student.
    public ExternalIds keysOf(Student student) {
        return keys.getOrDefault(student.id(), ExternalIds.of(student.id(), student.email()));
    }

    /// The same, where those who have marks by now are not absent.
    ClassList without(List<Marks> marks) {
        var there = marks.stream().map(each -> each.student().id()).toList();
        var open = new ArrayList<>(absent);
        open.removeIf(each -> there.contains(each.id()));
        return new ClassList(open, keys);
    }
}
