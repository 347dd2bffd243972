package kit;

/// The threads that the kit starts.
final class Threads {

    /// Builds a platform thread that takes over nothing from the thread that starts it. The code
    /// under test may have left an `InheritableThreadLocal` in that one, and what hands its values
    /// on is code under test, too: it may throw, or never end.
    static Thread.Builder.OfPlatform ofTheKit() {
        return Thread.ofPlatform().inheritInheritableThreadLocals(false);
    }

    private Threads() {}
}
