/// What is kept of a learner's work under `.course`: the points that were reached, and the earlier
/// versions of each file.
@NullMarked
package loopback.progress;

import org.jspecify.annotations.NullMarked;
