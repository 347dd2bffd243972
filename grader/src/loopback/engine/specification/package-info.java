/// Third, the specification: compiled, kept until it changes, and read for its steps and for what it
/// calls.
@NullMarked
package loopback.engine.specification;

import org.jspecify.annotations.NullMarked;
