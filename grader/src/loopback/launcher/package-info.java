/// What the launchers `course` and `course.cmd` start before the command itself: it finds out
/// whether the command has to be built, and builds it, one process at a time.
///
/// Where nothing is built yet, they run it from its sources, as `java Launch.java`. So its classes
/// need the JDK and nothing else.
@NullMarked
package loopback.launcher;

import org.jspecify.annotations.NullMarked;
