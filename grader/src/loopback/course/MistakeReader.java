package loopback.course;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a mistake: a header of keywords, and the diff.
///
/// Only `Perhaps:` may run over several lines. `Shows:` belongs to the `Fails:` above it.
final class MistakeReader {

    private final Path file;
    private final StringBuilder perhaps = new StringBuilder();
    private final List<String> breaks = new ArrayList<>();
    private final List<Mistake.Failing> failing = new ArrayList<>();
    private final List<Reference> calls = new ArrayList<>();
    private final List<Reference> callsNot = new ArrayList<>();
    private boolean inPerhaps;
    private int number;

    MistakeReader(Path file) {
        this.file = file;
    }

    Mistake read() {
        var lines = FileIo.lines(file);
        for (; number < lines.size() && !lines.get(number).startsWith("--- "); number++) {
            header(lines.get(number).strip());
        }
        if (failing.isEmpty() || number == lines.size()) {
            throw new CourseException(file + " needs a line Fails: and a diff of the reference");
        }
        return new Mistake(
                file.getFileName().toString().replaceAll("\\.diff$", ""),
                perhaps.toString(),
                List.copyOf(breaks),
                List.copyOf(failing),
                List.copyOf(calls),
                List.copyOf(callsNot),
                List.copyOf(lines.subList(number, lines.size())));
    }

    private void header(String line) {
        int colon = line.indexOf(':');
        var keyword = colon < 0 ? "" : line.substring(0, colon);
        var words = line.substring(colon + 1).strip();
        boolean wasInPerhaps = inPerhaps;
        inPerhaps = false;
        switch (keyword) {
            case "Perhaps" -> perhaps(words);
            case "Breaks" -> breaks.add(needed(keyword, words));
            case "Fails" -> fails(needed(keyword, words), false);
            case "Fails only" -> fails(needed(keyword, words), true);
            case "Shows" -> shows(needed(keyword, words));
            case "Calls" -> calls.add(reference(words));
            case "Calls not" -> callsNot.add(reference(words));
            default -> {
                if (wasInPerhaps) {
                    perhaps(line);
                } else if (!line.isEmpty()) {
                    throw wrong(
                            "expected Perhaps:, Breaks:, Fails:, Fails only:, Shows:, Calls:,"
                                    + " Calls not: or the diff");
                }
            }
        }
    }

    private void perhaps(String words) {
        inPerhaps = true;
        perhaps.append(perhaps.isEmpty() || words.isEmpty() ? "" : " ").append(words);
    }

    private void fails(String step, boolean only) {
        if (failing.stream().anyMatch(each -> each.step().equals(step))) {
            throw wrong("it names " + step + " twice");
        }
        failing.add(new Mistake.Failing(step, only, List.of()));
    }

    private void shows(String text) {
        if (failing.isEmpty()) {
            throw wrong("Shows: belongs below the Fails: of its step");
        }
        var above = failing.removeLast();
        var shows = new ArrayList<>(above.shows());
        shows.add(text);
        failing.add(new Mistake.Failing(above.step(), above.only(), List.copyOf(shows)));
    }

    private Reference reference(String words) {
        try {
            return Reference.parse(words);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private String needed(String keyword, String words) {
        if (words.isEmpty()) {
            throw wrong(keyword + ": needs words behind it");
        }
        return words;
    }

    private CourseException wrong(String what) {
        return new CourseException(file + " line " + (number + 1) + ": " + what);
    }
}
