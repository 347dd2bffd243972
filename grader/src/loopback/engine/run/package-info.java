/// Fourth, the specification is run on the classes of the submission, in JVMs of its own.
@NullMarked
package loopback.engine.run;

import org.jspecify.annotations.NullMarked;
