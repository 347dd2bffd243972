package loopback.command;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import loopback.course.FileIo;
import org.jspecify.annotations.Nullable;

/// Notices that a file of a folder has changed.
///
/// What counts is the content of the files, which is read a few times a second. Events of the file
/// system only make it sooner, where they arrive.
final class FolderWatcher implements AutoCloseable {

    /// Marks the end of what is typed.
    static final String NO_MORE = "\0";

    private static final int POLL_MILLIS = 150;
    private static final int SETTLE_MILLIS = 15;

    private final Path folder;
    private final @Nullable WatchService events;
    private Map<Path, Integer> seen;

    FolderWatcher(Path folder) {
        this.folder = folder;
        events = events(folder);
        seen = contents();
    }

    private static @Nullable WatchService events(Path folder) {
        try {
            var service = FileSystems.getDefault().newWatchService();
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            return service;
        } catch (IOException | UnsupportedOperationException e) {
            return null; // Too many watches, or a file system without events: reading is enough.
        }
    }

    /// Waits for a change, and returns an empty word; or for a typed word, and returns that.
    String orTyped(BlockingQueue<String> typed) {
        try {
            while (true) {
                var word = typed.peek();
                if (word != null && !word.equals(NO_MORE)) {
                    typed.remove();
                    seen = contents();
                    return word;
                }
                pause();
                var now = contents();
                if (!now.equals(seen)) {
                    seen = settled(now);
                    return "";
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "q";
        }
    }

    /// Editors write in several steps: the change is over when nothing changes any more.
    private Map<Path, Integer> settled(Map<Path, Integer> first) throws InterruptedException {
        var before = first;
        while (true) {
            Thread.sleep(SETTLE_MILLIS);
            var now = contents();
            if (now.equals(before)) {
                return now;
            }
            before = now;
        }
    }

    private void pause() throws InterruptedException {
        if (events == null) {
            Thread.sleep(POLL_MILLIS);
            return;
        }
        var key = events.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    private Map<Path, Integer> contents() {
        var contents = new TreeMap<Path, Integer>();
        for (var file : FileIo.list(folder)) {
            if (file.toString().endsWith(".java")) {
                try {
                    contents.put(file, Arrays.hashCode(Files.readAllBytes(file)));
                } catch (IOException e) {
                    contents.put(file, 0); // Being replaced at this moment.
                }
            }
        }
        return contents;
    }

    @Override
    public void close() {
        if (events != null) {
            try {
                events.close();
            } catch (IOException e) {
                // Nothing is left to release.
            }
        }
    }
}
