/// Last, the failures are held against the known mistakes.
@NullMarked
package loopback.engine.diagnosis;

import org.jspecify.annotations.NullMarked;
