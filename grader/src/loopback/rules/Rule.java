package loopback.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loopback.course.CourseException;

/// Something that is to be so, and what says whether it is.
///
/// @param subject the exercise, the lesson or the file that it is about
/// @param sentence what is to be so
/// @param examination gives a sentence for each thing that is missing or wrong
public record Rule(String subject, String sentence, Supplier<List<String>> examination) {

    static Rule of(String subject, String sentence, Consumer<List<String>> examination) {
        return new Rule(
                subject,
                sentence,
                () -> {
                    var faults = new ArrayList<String>();
                    examination.accept(faults);
                    return faults;
                });
    }

    /// What is missing or wrong; nothing if it is so.
    public List<String> faults() {
        try {
            return examination.get();
        } catch (CourseException e) {
            return List.of(e.getMessage());
        }
    }
}
