package loopback.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.regex.Pattern;

/// What the code under test prints: the beginning of it, and how much more there was.
final class CapturedOutput extends OutputStream {

    private static final int KEPT = 4 * 1024;

    /// How a line of a stack trace begins, and how one of the submission or the specification does.
    private static final String FRAME = "\tat ";

    private static final String OWN_FRAME = FRAME + "submission//";

    private static final Pattern OF_THE_COURSE =
            Pattern.compile("\tat (org\\.junit|kit|loopback)\\.");

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long dropped;

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int room = Math.min(length, KEPT - kept.size());
        kept.write(bytes, offset, room);
        dropped += length - room;
    }

    /// The text without what stands below the submission's and the specification's own lines in a
    /// stack trace: how JUnit, the kit and the bench came to call them explains nothing.
    private static String withoutFrames(String text) {
        if (!text.contains(FRAME)) {
            return text;
        }
        var lines = new ArrayList<String>();
        int kept = 0; // Lines, of which the last is no frame, or one of the submission's.
        boolean below = false;
        for (var line : text.split("\n", -1)) {
            boolean isOthers = line.startsWith(FRAME) && !line.startsWith(OWN_FRAME);
            below = isOthers && (below || OF_THE_COURSE.matcher(line).lookingAt());
            if (below) {
                lines.subList(kept, lines.size()).clear(); // The JDK's, between these two.
            } else {
                lines.add(line.replace(OWN_FRAME, FRAME));
                kept = isOthers ? kept : lines.size();
            }
        }
        return String.join("\n", lines);
    }

    /// What was printed since the last call.
    synchronized String take() {
        var text = withoutFrames(kept.toString(UTF_8));
        if (dropped > 0) {
            text += "\n… and " + dropped + " bytes more";
        }
        kept.reset();
        dropped = 0;
        return text;
    }
}
