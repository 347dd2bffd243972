package loopback.picture;

/// One side of a step.
///
/// @param name as the transcript calls it
/// @param x from the left, in percent of the width
public record Lifeline(String name, double x) {}
