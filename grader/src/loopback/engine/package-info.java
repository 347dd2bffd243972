/// Turns sources into a verdict: compiles them, reads what they link to, runs the specification on
/// them in a JVM of its own, and says what happened.
///
/// The learner's `check` and the teacher's `grade` go through the same door, [Engine]. Behind it a
/// submission passes one package after the other: `compile`, `link`, `specification`, `run`,
/// `diagnosis`. Each may use those before it, and none after it. All may use `jvm`, which knows how
/// to run a JVM and nothing of submissions, and the plain values in `verdict`.
@NullMarked
package loopback.engine;

import org.jspecify.annotations.NullMarked;
