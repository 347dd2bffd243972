package files;

/// WRITE: what it is for, in a sentence.
public final class FileReceiver {

    /// WRITE: the contract: shapes, units, limits, which exception, a link to the RFC.
    public static String answer(String question) {
        return new String(question); // WRITE: another construction
    }

    private FileReceiver() {}
}
