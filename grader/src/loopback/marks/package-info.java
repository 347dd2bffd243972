/// What an exercise and its steps got: plain values that the terminal shows after a check, and from
/// which grading makes the marks of a class.
@NullMarked
package loopback.marks;

import org.jspecify.annotations.NullMarked;
