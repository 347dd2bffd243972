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
public record Sources(Map<String, String> files, List<String> repairs) {

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

    static Sources of(List<Entry> entries, List<Exercise> exercises) {
        return new Taking(exercises).from(entries);
    }
}
