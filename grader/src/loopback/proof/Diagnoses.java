package loopback.proof;

import java.util.Optional;

/// How many wrong answers got which kind of diagnosis.
///
/// @param named got the diagnosis of a mistake that they make
/// @param silent got none, though their mistake has one
/// @param wrong got the diagnosis of a mistake that they do not make
/// @param wordless got none, and their mistake has none
public record Diagnoses(int named, int silent, int wrong, int wordless) {

    public static final Diagnoses NONE = new Diagnoses(0, 0, 0, 0);
    static final Diagnoses NAMED = new Diagnoses(1, 0, 0, 0);
    static final Diagnoses SILENT = new Diagnoses(0, 1, 0, 0);
    static final Diagnoses WRONG = new Diagnoses(0, 0, 1, 0);
    static final Diagnoses WORDLESS = new Diagnoses(0, 0, 0, 1);

    /// What [#written] wrote; empty if it is something else.
    static Optional<Diagnoses> read(String line) {
        return line.matches("\\d( \\d){3}")
                ? Optional.of(
                        new Diagnoses(
                                line.charAt(0) - '0',
                                line.charAt(2) - '0',
                                line.charAt(4) - '0',
                                line.charAt(6) - '0'))
                : Optional.empty();
    }

    /// One answer's, in a line.
    String written() {
        return named + " " + silent + " " + wrong + " " + wordless;
    }

    public Diagnoses plus(Diagnoses other) {
        return new Diagnoses(
                named + other.named,
                silent + other.silent,
                wrong + other.wrong,
                wordless + other.wordless);
    }

    /// Those whose mistake has a diagnosis.
    public int known() {
        return named + silent + wrong;
    }
}
