package loopback.command;

import loopback.course.Course;
import loopback.engine.Engine;
import loopback.terminal.Terminal;

/// What every command works with.
interface CommandContext {

    Course course();

    /// Closed at the end of the command.
    Engine engine();

    Terminal terminal();

    /// Prints what programs read: nothing in it is changed for a person.
    void printData(String data);
}
