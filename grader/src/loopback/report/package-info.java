/// What people read of a verdict: the report on a terminal, a student's feedback, a teacher's
/// summary, and the files that other systems import.
///
/// Everything is made of marks that lie on disk, and can be made again. What comes from a
/// submission is cleaned once, by {@link loopback.terminal.Text}, and escaped for each format by the
/// library that writes it.
@NullMarked
package loopback.report;

import org.jspecify.annotations.NullMarked;
