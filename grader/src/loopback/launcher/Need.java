package loopback.launcher;

/// What has to be made before the command can start as it should.
enum Need {
    NOTHING,
    /// What makes a start quick: it is that of another JDK, of another jar or of another kit.
    CACHE,
    BOOK,
    EVERYTHING
}
