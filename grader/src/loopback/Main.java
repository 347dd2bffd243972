package loopback;

import loopback.command.CourseCommand;

/// The program behind `./course`.
public final class Main {

    public static void main(String[] args) {
        System.exit(CourseCommand.run(args));
    }

    private Main() {}
}
