/// The JVM in which a specification runs on a stranger's code.
///
/// It is started by the engine, connects back to it, takes classes, runs the steps it is told and
/// says what it saw. It decides nothing: the engine knows which steps there are, and a step that
/// was not reported as passed is not passed.
@NullMarked
package loopback.bench;

import org.jspecify.annotations.NullMarked;
