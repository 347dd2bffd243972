/// Proves the course by repetition: checks what it claims of its solutions again and again on a
/// machine that is made uncomfortable, and says how rarely a claim can fail at most.
@NullMarked
package loopback.proof;

import org.jspecify.annotations.NullMarked;
