/// What the course demands of its exercises, lessons and files, each rule written once: the gate
/// holds all of them, and `./course lint` those of what it is asked about.
@NullMarked
package loopback.rules;

import org.jspecify.annotations.NullMarked;
