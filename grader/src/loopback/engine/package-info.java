/// Turns sources into a verdict: compiles them, reads what they link to, runs the specification on
/// them in a JVM of its own, and says what happened.
///
/// The learner's `check` and the teacher's `grade` go through the same door, [Engine].
@NullMarked
package loopback.engine;

import org.jspecify.annotations.NullMarked;
