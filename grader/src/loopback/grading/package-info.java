/// Grading a class: what is marked, what a submission got, and how that is kept on disk.
///
/// A mark is given by the engine alone. What is here says whose it is, how it is weighed, and what
/// it rests on, so that it can be given again.
@NullMarked
package loopback.grading;

import org.jspecify.annotations.NullMarked;
