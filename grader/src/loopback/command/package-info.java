/// What a person types and sees: the `course` command, its reports, and the learner's progress.
@NullMarked
package loopback.command;

import org.jspecify.annotations.NullMarked;
