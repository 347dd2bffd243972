/// Keeps JVMs that see strangers' code away from everything else on the machine.
///
/// What a sandbox is worth is never assumed: a probe looks at it from within, and only what the
/// probe could not reach counts.
@NullMarked
package loopback.sandbox;

import org.jspecify.annotations.NullMarked;
