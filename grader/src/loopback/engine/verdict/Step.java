package loopback.engine.verdict;

/// One test of a specification.
///
/// @param number its place, from 1
/// @param name the method's name, a sentence
/// @param points what it is worth
public record Step(int number, String name, int points) {}
