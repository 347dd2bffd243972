package loopback.intake;

/// What reading one thing may take, however it is packed: entries, and bytes once they are unpacked.
///
/// An archive can be small and say that there is a lot in it, again and again. So everything that
/// is unpacked is counted where it comes out, names and other metadata as well.
final class Budget {

    private static final long MIB = 1 << 20;

    private final int mostEntries;
    private final long mostBytes;
    private int entries;
    private long bytes;

    private Budget(int mostEntries, long mostBytes) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /// For what one learner has handed in.
    static Budget ofSubmission() {
        return new Budget(20_000, 256 * MIB);
    }

    /// For the download of a class, of which a teacher's system has made one archive.
    static Budget ofClass() {
        return new Budget(500_000, 4_096 * MIB);
    }

    /// Counts that many entries more.
    ///
    /// @throws RefusedException if these are too many
    void entries(int more) {
        entries += more;
        if (entries > mostEntries) {
            throw new RefusedException("there are more than " + mostEntries + " entries in it");
        }
    }

    /// Counts that many unpacked bytes more.
    ///
    /// @throws RefusedException if these are too many
    void bytes(long more) {
        bytes += more;
        if (bytes > mostBytes) {
            throw new RefusedException("it unpacks to more than " + mostBytes / MIB + " MiB");
        }
    }

    int mostEntries() {
        return mostEntries;
    }

    /// How much of the unpacked may be kept in memory at once.
    long mostKept() {
        return Math.min(mostBytes / 4, Runtime.getRuntime().maxMemory() / 4);
    }
}
