/// The entry of the `course` command.
@NullMarked
package loopback;

import org.jspecify.annotations.NullMarked;
