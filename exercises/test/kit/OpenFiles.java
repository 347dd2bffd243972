package kit;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;

/// Room for open files and sockets.
public final class OpenFiles {

    /// What this JVM has open by itself, and more.
    private static final int OTHERS = 100;

    /// Makes room for so many sockets at the same time.
    ///
    /// Linux keeps a table of the open files of a process. When it is full, at 256 and at 512, whoever
    /// opens the next one waits until every processor has noticed that the table has grown: some
    /// milliseconds, and seconds on a busy machine, in which no thread seems to want a processor. A
    /// specification with many clients lets it grow before its steps begin.
    public static void makeRoomFor(int sockets) {
        var file = Path.of(System.getProperty("java.home"), "lib", "modules").toFile();
        var open = new ArrayList<InputStream>();
        try {
            while (open.size() < sockets + OTHERS) {
                open.add(new FileInputStream(file));
            }
            for (var each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OpenFiles() {}
}
