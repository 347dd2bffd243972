package kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What somebody sees who looks at one path of a [Folder] after each change in it: the names of
/// others, bytes that are not all yet, the moment in which nothing is there.
///
/// What is seen twice in a row counts once.
public final class Glimpses {

    /// What is expected where no file is.
    public static final String NOTHING = "nothing";

    private static final String WHO = "somebody";

    private final Path path;
    private final List<String> seen = new ArrayList<>();

    Glimpses(Path path) {
        this.path = path;
        look();
    }

    synchronized void look() {
        var now = now();
        if (seen.isEmpty() || !seen.getLast().equals(now)) {
            seen.add(now);
            Wire.note(WHO, "sees at " + path + ": " + now);
        }
    }

    private String now() {
        try {
            return Files.isRegularFile(path) ? Bytes.summary(Files.readAllBytes(path)) : NOTHING;
        } catch (IOException e) {
            return NOTHING; // It is gone since.
        }
    }

    /// Checks that files of these texts were seen so far, or [#NOTHING], in this order.
    public synchronized void are(String... files) {
        var expected = new ArrayList<String>();
        for (var each : files) {
            expected.add(each.equals(NOTHING) ? NOTHING : Bytes.summary(Bytes.of(each)));
        }
        if (!seen.equals(expected)) {
            throw Mismatch.of(inWords(expected), inWords(seen));
        }
    }

    private String inWords(List<String> all) {
        return "at " + path + " " + String.join(", then ", all);
    }
}
