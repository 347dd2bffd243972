package kit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Ports of this machine.
public final class Ports {

    private static final int TRIES = 100;

    /// Binds something to a port.
    @FunctionalInterface
    interface Binding<T> {
        T to(int port) throws IOException;
    }

    /// Binds to `port`, or for 0 to one that is free on every address of this machine: a step may
    /// want the same port of another address, where it could be busy, or have been a minute ago.
    static <T> T bind(int port, Binding<T> binding) throws IOException {
        if (port != 0) {
            return binding.to(port);
        }
        for (int i = 0; i < TRIES; i++) {
            try {
                return binding.to(free());
            } catch (BindException e) {
                // Somebody has been quicker.
            }
        }
        return binding.to(0);
    }

    /// A port that is free on every address of this machine.
    public static int free() throws IOException {
        try (var everywhere = new Socket()) {
            everywhere.bind(new InetSocketAddress(0));
            return everywhere.getLocalPort();
        }
    }

    private Ports() {}
}
