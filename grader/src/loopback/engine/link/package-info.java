/// Second, what those classes link to is held against a list of what submissions may use.
@NullMarked
package loopback.engine.link;

import org.jspecify.annotations.NullMarked;
