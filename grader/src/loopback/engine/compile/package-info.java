/// First, the sources of a submission become classes: in this JVM, or in one that can be ended.
@NullMarked
package loopback.engine.compile;

import org.jspecify.annotations.NullMarked;
