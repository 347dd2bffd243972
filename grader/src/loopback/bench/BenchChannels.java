package loopback.bench;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/// Opens the channels of this JVM: those of the internet, and once the bench has its own connection,
/// Unix-domain ones only for an exercise that declares them.
///
/// Which family a channel is to have is a value, and a value can be had in more ways than any list
/// of names foresees. The JDK finds this class by a system property, see [#PROPERTY].
public final class BenchChannels extends SelectorProvider {

    /// The system property that names the class which opens channels.
    public static final String PROPERTY = SelectorProvider.class.getName();

    /// The capability that opens Unix-domain channels.
    private static final String UNIX = "unix-sockets";

    private static volatile boolean onlyInternet;

    private final SelectorProvider jdks = jdks();

    /// Made by the JDK, with the first channel.
    public BenchChannels() {}

    /// Opens from now on what an exercise with these capabilities may have.
    static void allow(Set<String> capabilities) {
        onlyInternet = !capabilities.contains(UNIX);
    }

    /// The JDK makes its own only where the property names no other.
    private static SelectorProvider jdks() {
        try {
            var type = Class.forName("sun.nio.ch.DefaultSelectorProvider");
            return (SelectorProvider) type.getMethod("get").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProtocolFamily checked(ProtocolFamily family) {
        if (onlyInternet && family == StandardProtocolFamily.UNIX) {
            throw new UnsupportedOperationException("an exercise needs no Unix-domain socket");
        }
        return family;
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        return jdks.openSocketChannel(checked(family));
    }

    @Override
    public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
        return jdks.openServerSocketChannel(checked(family));
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        return jdks.openDatagramChannel(family);
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        return jdks.openSocketChannel();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return jdks.openServerSocketChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        return jdks.openDatagramChannel();
    }

    @Override
    public Pipe openPipe() throws IOException {
        return jdks.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        return jdks.openSelector();
    }

    /// There is none: the bench was started by no network daemon.
    @Override
    public Channel inheritedChannel() {
        throw new UnsupportedOperationException("an exercise inherits no channel");
    }
}
