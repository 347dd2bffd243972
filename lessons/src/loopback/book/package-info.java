/// The book: one site, and one PDF, made from the lessons.
///
/// A page is a source in AsciiDoc, which lies in the tree or is composed from an exercise's files.
/// Asciidoctor converts it, what only a site needs is added to the HTML, and a frame is put around
/// it. `mvn verify` builds all pages; `./course read` builds those that are stale and serves them.
@NullMarked
package loopback.book;

import org.jspecify.annotations.NullMarked;
