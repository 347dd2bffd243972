package loopback.launcher;

import java.io.IOException;

/// A process that ends with this one.
final class Child {

    static Process start(ProcessBuilder builder) throws IOException {
        var process = builder.start();
        process.getOutputStream().close(); // What is typed is for the command.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            process.descendants().forEach(ProcessHandle::destroy);
                            process.destroy();
                        }));
        return process;
    }

    private Child() {}
}
