package loopback.course;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One lesson: a numbered folder with a text, hints and scripts.
public record Lesson(Path folder, String title, int minutes, List<Exercise> exercises) {

    public static final Pattern FOLDER = Pattern.compile("(\\d\\d)-([a-z]+)");

    static Lesson read(Path folder) {
        var lines = FileIo.lines(folder.resolve("README.adoc"));
        var title = "";
        int minutes = 0;
        var exercises = new ArrayList<Exercise>();
        for (var line : lines.stream().takeWhile(line -> !line.isBlank()).toList()) {
            if (line.startsWith("= ")) {
                title = line.substring(2).strip();
            } else if (line.startsWith(":minutes:")) {
                minutes = Integer.parseInt(line.substring(":minutes:".length()).strip());
            } else if (line.startsWith(":exercises:")) {
                var names = line.substring(":exercises:".length()).strip();
                Stream.of(names.split("\\s+"))
                        .filter(name -> !name.isEmpty())
                        .map(Exercise::of)
                        .forEach(exercises::add);
            }
        }
        return new Lesson(folder, title, minutes, List.copyOf(exercises));
    }

    public int number() {
        return Integer.parseInt(folder.getFileName().toString().substring(0, 2));
    }

    /// The name of its folder without the number: the package of its exercises.
    public String topic() {
        return folder.getFileName().toString().substring(3);
    }

    /// Whether a person means it: by its number, `02-tcp`, `tcp`, or a path that ends with these.
    public boolean isCalled(String word) {
        var last = word.substring(word.lastIndexOf('/') + 1);
        var name = folder.getFileName().toString();
        return name.equalsIgnoreCase(last)
                || topic().equalsIgnoreCase(last)
                || word.matches("0?\\d{1,2}") && Integer.parseInt(word) == number();
    }

    public Path text() {
        return folder.resolve("README.adoc");
    }

    public Path hints() {
        return folder.resolve("hints.adoc");
    }

    /// The scripts, by name.
    public List<Path> scripts() {
        return FileIo.list(folder).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }
}
