/// The course as it lies on disk: lessons, exercises, hints and mistakes.
///
/// There is no manifest. A lesson is a numbered folder, its header names its exercises, and every
/// other path follows from an exercise's name.
@NullMarked
package loopback.course;

import org.jspecify.annotations.NullMarked;
