/// Changes the references in small ways, one at a time, and sees whether their specifications
/// notice. PIT makes the changes, which are called mutants, and runs the steps; here it is told how,
/// and its findings are held against the mutants that are recorded as equivalent.
@NullMarked
package loopback.mutation;

import org.jspecify.annotations.NullMarked;
