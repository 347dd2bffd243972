/// What went over the wire, laid out as a sequence diagram: a lifeline for each side, and an arrow for
/// what one sends to another. Reports and the book draw it with one template.
@NullMarked
package loopback.picture;

import org.jspecify.annotations.NullMarked;
