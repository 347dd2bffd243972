/// Drives the command as it was built, as a process, against tiny courses made for the case.
@NullMarked
package loopback.tiny;

import org.jspecify.annotations.NullMarked;
