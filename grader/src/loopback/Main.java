package loopback;

import java.io.IOException;
import loopback.command.CourseCommand;

/// The program behind `./course`.
public final class Main {

    private static final String UTF_8 = "65001";

    public static void main(String[] args) {
        var codePage = System.getProperty("course.codepage", "");
        if (codePage.matches("[1-9]\\d*") && !codePage.equals(UTF_8)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> giveBack(codePage)));
        }
        System.exit(CourseCommand.run(args));
    }

    /// Lets the console of Windows show what it has shown before. `course.cmd` cannot do that after
    /// Ctrl-C.
    private static void giveBack(String codePage) {
        try {
            new ProcessBuilder("chcp.com", codePage)
                    .inheritIO()
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            // It shows UTF-8 from now on, which most programs do not mind.
        }
    }

    private Main() {}
}
