package loopback.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A class that hands in everything: each source is the reference, one of the known mistakes, or
/// what was handed out, as the dice say.
final class Classroom {

    private static final double RIGHT = 0.6;
    private static final double WRONG = 0.3;

    private final Checkout checkout;
    private final List<String> exercises;

    Classroom(Checkout checkout) throws IOException {
        this.checkout = checkout;
        exercises = checkout.exercises();
    }

    static String words() {
        return "of each exercise %.0f %% references, %.0f %% mistakes, %.0f %% starters"
                .formatted(100 * RIGHT, 100 * WRONG, 100 * (1 - RIGHT - WRONG));
    }

    int exercises() {
        return exercises.size();
    }

    /// Writes the sources of a learner below `folder`: the same for the same `number`.
    void handIn(int number, Path folder) throws IOException {
        var dice = RandomGeneratorFactory.of("L64X128MixRandom").create(number);
        for (var exercise : exercises) {
            var file = folder.resolve(exercise + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source(exercise, dice));
        }
    }

    private String source(String exercise, RandomGenerator dice) throws IOException {
        double kind = dice.nextDouble();
        var mistakes = checkout.mistakes(exercise);
        var mistake = mistakes.get(dice.nextInt(mistakes.size()));
        if (kind < RIGHT) {
            return checkout.reference(exercise);
        }
        return kind < RIGHT + WRONG
                ? checkout.mistake(exercise, mistake)
                : Files.readString(checkout.starter(exercise));
    }

    /// An assignment of all exercises.
    void assign(Path file) throws IOException {
        var text = new StringBuilder("title = \"All of it\"\ndue = 2100-01-01T00:00:00Z\n");
        text.append("[exercises]\n");
        for (var exercise : exercises) {
            text.append('"').append(exercise).append("\" = 10\n");
        }
        Files.writeString(file, text);
    }
}
