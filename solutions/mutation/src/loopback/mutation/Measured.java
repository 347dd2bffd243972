package loopback.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// Writes down what was counted, for the page of proofs in the book: a line for each exercise, with
/// the first digits of the SHA-256 of the specification and the reference that were measured.
final class Measured {

    private static final String HEAD = "exercise,mutants,killed,equivalent,version";

    static void record(Exercise exercise, Score score) throws IOException {
        var file = exercise.root().resolve("solutions/measured/mutation.csv");
        var lines = new TreeMap<String, String>();
        if (Files.exists(file)) {
            Files.readAllLines(file).stream()
                    .skip(1)
                    .forEach(line -> lines.put(line.substring(0, line.indexOf(',')), line));
        }
        lines.put(
                exercise.toString(),
                "%s,%d,%d,%d,%s"
                        .formatted(
                                exercise,
                                score.mutants().size(),
                                score.killed(),
                                score.equivalent(),
                                version(exercise.specification(), exercise.source())));
        Files.createDirectories(file.getParent());
        Files.writeString(file, HEAD + "\n" + String.join("\n", lines.values()) + "\n");
    }

    private static String version(Path... files) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files) {
                digest.update(Files.readString(file).getBytes(UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Measured() {}
}
