package loopback.mutation;

/// A changed reference, and what became of it: the line of the change, by number and by text, the
/// kind of change and what it is in words, as PIT says, and the status that PIT gave.
record Mutant(int number, String line, String mutator, String change, String status) {

    /// Whether a step failed or hung, or the JVM of the steps did not survive.
    boolean isKilled() {
        return switch (status) {
            case "KILLED", "TIMED_OUT", "MEMORY_ERROR", "NON_VIABLE" -> true;
            default -> false;
        };
    }

    boolean is(Equivalent recorded) {
        return line.equals(recorded.line())
                && mutator.equals(recorded.mutator())
                && change.equals(recorded.change());
    }

    @Override
    public String toString() {
        var what = "line " + number + ", " + mutator + ", " + change + ": " + line;
        return status.equals("SURVIVED") ? what : what + " (" + status + ")";
    }
}
