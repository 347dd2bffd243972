/// The JVMs that work for this one: how they are started, how long they may be silent, what they
/// take, and how they are ended.
@NullMarked
package loopback.engine.jvm;

import org.jspecify.annotations.NullMarked;
