package loopback.book;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loopback.course.Course;
import loopback.course.FileIo;
import loopback.course.Mistake;
import loopback.proof.Diagnoses;
import loopback.proof.MeasuredTable;
import loopback.proof.ProofCache;
import loopback.rules.Coverage;

/// The page that says of each exercise what proves it: its text, with tables of what was counted.
///
/// What the sources say is counted here; what was told to mistakes, by the gate on this checkout;
/// mutants and runs under stress, by programs that take longer than a build, which keep their counts
/// in `solutions/measured`. What nobody has counted is a dash.
record ProofPage(Course course, Path source) {

    private static final String NOTHING = "–";

    /// The files that the page is made of.
    List<Path> inputs() {
        var inputs = new ArrayList<>(List.of(source));
        if (!hasSolutions()) {
            return inputs;
        }
        for (var exercise : course.exercises()) {
            inputs.add(course.specification(exercise));
            inputs.add(exercise.source(course.references()));
            inputs.addAll(Mistake.files(course, exercise));
            inputs.addAll(FileIo.walk(course.alternatives(exercise)));
            inputs.addAll(FileIo.walk(exercise.folder(ProofCache.folder(course))));
        }
        inputs.addAll(FileIo.walk(course.root().resolve("solutions/equivalent")));
        inputs.addAll(FileIo.walk(course.root().resolve("solutions/measured")));
        return inputs;
    }

    private boolean hasSolutions() {
        return Files.isDirectory(course.references());
    }

    String text() {
        if (!hasSolutions()) {
            return FileIo.read(source)
                    .replaceAll(
                            "\\{(promises|diagnoses|measured)}", "_Counted with the solutions._");
        }
        return FileIo.read(source)
                .replace("{promises}", promises())
                .replace("{diagnoses}", diagnoses())
                .replace("{measured}", measured());
    }

    private String promises() {
        var table =
                new StringBuilder(
                        head(
                                "1,1,1,1,1,1",
                                "Steps",
                                "Sentences",
                                "Broken by a mistake",
                                "Recorded as unbreakable",
                                "Mistakes",
                                "Other right solutions"));
        var sums = new int[6];
        for (var exercise : course.exercises()) {
            var coverage = Coverage.of(course, exercise);
            int[] counts = {
                JavaSources.steps(FileIo.read(course.specification(exercise))).size(),
                coverage.sentences().size(),
                coverage.covered(),
                coverage.recorded(),
                Mistake.files(course, exercise).size(),
                FileIo.list(course.alternatives(exercise)).size()
            };
            Arrays.setAll(sums, i -> sums[i] + counts[i]);
            row(table, "_" + exercise.name() + "_", IntStream.of(counts).boxed().toArray());
        }
        row(table, "All", IntStream.of(sums).boxed().toArray());
        return table + "|===";
    }

    private String diagnoses() {
        var table =
                new StringBuilder(
                        head(
                                "1,1,1,1,1,1,1",
                                "Named",
                                "Silent",
                                "Wrong",
                                "Silent on purpose",
                                "Pairs named",
                                "Pairs silent",
                                "Pairs wrong"));
        var proven = new ProofCache(course);
        for (var exercise : course.exercises()) {
            var told = proven.told(exercise);
            var alone = told.map(ProofCache.Told::alone);
            var pairs = told.map(ProofCache.Told::pairs);
            row(
                    table,
                    "_" + exercise.name() + "_",
                    Stream.of(
                                    alone.map(Diagnoses::named),
                                    alone.map(Diagnoses::silent),
                                    alone.map(Diagnoses::wrong),
                                    alone.map(Diagnoses::wordless),
                                    pairs.map(Diagnoses::named),
                                    pairs.map(Diagnoses::silent),
                                    pairs.map(Diagnoses::wrong))
                            .map(ProofPage::orNothing)
                            .toArray());
        }
        return table + "|===";
    }

    private String measured() {
        var table =
                new StringBuilder(
                        head(
                                "1,1,1,1,1",
                                "Mutants",
                                "Killed",
                                "Equivalent",
                                "Checks under stress",
                                "Failures"));
        for (var exercise : course.exercises()) {
            var cells = new ArrayList<Object>();
            cells.addAll(cells(MeasuredTable.mutants(course).of(course, exercise), 3));
            cells.addAll(cells(MeasuredTable.underStress(course).of(course, exercise), 2));
            row(table, "_" + exercise.name() + "_", cells.toArray());
        }
        return table + "|===";
    }

    /// The numbers, each with a star if something has changed since they were measured.
    private static List<String> cells(Optional<MeasuredTable.Row> row, int columns) {
        return row.map(found ->
                        found.numbers().stream()
                                .map(number -> found.current() ? "" + number : number + "*")
                                .toList())
                .orElseGet(() -> Collections.nCopies(columns, NOTHING));
    }

    private static String orNothing(Optional<Integer> number) {
        return number.map(String::valueOf).orElse(NOTHING);
    }

    private static String head(String columns, String... titles) {
        return "[cols=\"3,"
                + columns
                + "\",options=\"header\"]\n|===\n|Exercise |"
                + String.join(" |", titles)
                + "\n\n";
    }

    private static void row(StringBuilder table, String name, Object... cells) {
        table.append("|").append(name);
        for (var cell : cells) {
            table.append(" |").append(cell);
        }
        table.append("\n");
    }
}
