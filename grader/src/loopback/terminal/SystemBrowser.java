package loopback.terminal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The browser of the person who sits here.
public final class SystemBrowser {

    /// Opens a page; returns false where there is no screen, or no program that opens one.
    public static boolean open(String address) {
        var command = new ArrayList<>(program(System.getProperty("os.name")));
        if (command.isEmpty()) {
            return false;
        }
        command.add(address);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false; // Its address is said, and can be typed.
        }
    }

    private static List<String> program(String system) {
        if (system.startsWith("Windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler");
        }
        if (system.startsWith("Mac")) {
            return List.of("open");
        }
        boolean hasScreen =
                System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        return hasScreen ? List.of("xdg-open") : List.of();
    }

    private SystemBrowser() {}
}
