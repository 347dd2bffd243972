/// What comes of a check: plain values, which every other room of the engine and all who ask the
/// engine may know.
@NullMarked
package loopback.engine.verdict;

import org.jspecify.annotations.NullMarked;
