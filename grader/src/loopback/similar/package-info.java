/// Which submissions resemble each other, as a program beside the grader finds out.
///
/// JPlag does the comparing, in a process and under a licence of its own: what is here lays out the
/// sources for it and reads the file that it leaves.
@NullMarked
package loopback.similar;

import org.jspecify.annotations.NullMarked;
