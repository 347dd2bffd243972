package loopback.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loopback.course.Exercise;
import loopback.course.Hash;

/// The sources that are taken from one submission.
///
/// @param files texts by path, `tcp/EchoOnce.java`
/// @param repairs what was put right, in sentences
/// @param looks what a person has to look at, in sentences: work that may be there and was not taken
public record SubmittedSources(
        Map<String, String> files, List<String> repairs, List<String> looks) {

    /// SHA-256 of all of them.
    public String hash() {
        var texts = new ArrayList<String>();
        files.forEach((path, text) -> {
            texts.add(path);
            texts.add(text);
        });
        return Hash.of(texts);
    }

    static boolean isJava(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".java");
    }

    /// @param before what was put right before these entries were looked at
    static SubmittedSources of(List<Entry> entries, List<Exercise> exercises, List<String> before) {
        var sources = new SourceExtractor(exercises).from(entries);
        var repairs = new ArrayList<>(before);
        repairs.addAll(sources.repairs());
        return new SubmittedSources(sources.files(), List.copyOf(repairs), sources.looks());
    }
}
