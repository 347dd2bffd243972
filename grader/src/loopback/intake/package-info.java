/// Takes what was handed in, in whatever form it comes, down to the texts of Java sources.
///
/// Nothing is unpacked to disk and nothing is run. Honest slips of packing are put right and
/// reported; what could harm is refused with the name of the entry.
@NullMarked
package loopback.intake;

import org.jspecify.annotations.NullMarked;
