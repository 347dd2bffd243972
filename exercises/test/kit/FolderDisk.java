package kit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the disk below a [Folder] does where a step tells it to: it runs full, refuses new files or
/// moves, and says when something has changed.
final class FolderDisk {

    private static final String NAME = "disk";

    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private long room = Long.MAX_VALUE;
    private Optional<IOException> full = Optional.empty();
    private Optional<IOException> creating = Optional.empty();
    private Optional<IOException> moving = Optional.empty();

    synchronized void hasRoomFor(long bytes, IOException failure) {
        Wire.note(NAME, "has room for " + bytes + " bytes, then fails: " + failure);
        room = bytes;
        full = Optional.of(failure);
    }

    synchronized void failsToCreate(IOException failure) {
        Wire.note(NAME, "refuses new files: " + failure);
        creating = Optional.of(failure);
    }

    synchronized void failsToMove(IOException failure) {
        Wire.note(NAME, "refuses to move files: " + failure);
        moving = Optional.of(failure);
    }

    void isObservedBy(Runnable observer) {
        observers.add(observer);
    }

    /// Something in the folder is other than before.
    void changed() {
        observers.forEach(Runnable::run);
    }

    /// Whether channels have to tell of each write.
    synchronized boolean isWatched() {
        return full.isPresent() || !observers.isEmpty();
    }

    /// How many of so many bytes can be written, at least one. What is not written after all is to be
    /// given back.
    synchronized long takes(long bytes) throws IOException {
        long possible = Math.min(bytes, room);
        if (possible == 0 && bytes > 0) {
            throw full.orElseThrow();
        }
        room -= possible;
        return possible;
    }

    /// All of these bytes, or none.
    synchronized void takesAll(long bytes) throws IOException {
        if (bytes > room) {
            throw full.orElseThrow();
        }
        room -= bytes;
    }

    synchronized void givesBack(long bytes) {
        room += bytes;
    }

    synchronized void creates() throws IOException {
        if (creating.isPresent()) {
            throw creating.get();
        }
    }

    synchronized void moves() throws IOException {
        if (moving.isPresent()) {
            throw moving.get();
        }
    }
}
