package loopback.intake;

/// A learner who has handed in.
///
/// @param id tells learners apart, and can be the name of a file
/// @param name may be empty
/// @param email may be empty
public record Student(String id, String name, String email) {}
