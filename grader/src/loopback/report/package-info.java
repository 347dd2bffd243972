/// What people read of the marks of a class: a student's feedback, a teacher's summary, and the files
/// that other systems import.
///
/// Everything is made of marks that lie on disk, and can be made again. What comes from a
/// submission is cleaned once, by [loopback.terminal.PrintableText], and escaped for each format by the
/// library that writes it.
@NullMarked
package loopback.report;

import org.jspecify.annotations.NullMarked;
