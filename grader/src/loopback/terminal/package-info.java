/// What a person reads on a terminal: colours, wrapped lines, and the verdict of a check.
@NullMarked
package loopback.terminal;

import org.jspecify.annotations.NullMarked;
