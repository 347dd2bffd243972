package kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// An exercise as the program it is, outside of any bench: what it is given, the address it is
/// found at, and what its code throws.
///
/// The code runs as whoever starts it, with all that they may do, until it ends or Ctrl-C ends it.
/// The exit status is 0, 1 when the code has ended by throwing, and 2 for wrong use.
public final class Program {

    private static final int FAILED = 1;

    private static final int WRONG_USE = 2;

    /// With it everything that goes over the wire is shown, as a check shows it.
    private static final String WIRE = "--wire";

    private static final InetAddress HOST = InetAddress.ofLiteral("127.0.0.1");

    /// What the program does.
    @FunctionalInterface
    public interface Body {
        void run(Program program) throws Exception;
    }

    private final String exercise;
    private final Arguments arguments;
    private final boolean wire;
    private final List<String> peers;
    private final AtomicBoolean announced = new AtomicBoolean();

    private Program(String exercise, Arguments arguments, boolean wire, List<String> peers) {
        this.exercise = exercise;
        this.arguments = arguments;
        this.wire = wire;
        this.peers = peers;
    }

    /// Runs an exercise, and ends the JVM.
    ///
    /// @param exercise its path, `tcp/EchoOnce`
    /// @param usage its arguments, see [Arguments]
    /// @param peers programs that it talks to, one line to copy for each, see [RealPeers]
    public static void run(
            String exercise, String usage, String[] args, List<String> peers, Body body) {
        var words = List.of(args);
        var name = exercise.substring(exercise.indexOf('/') + 1);
        var given = words.stream().filter(word -> !word.equals(WIRE)).toList();
        var arguments = new Arguments(name, usage, given);
        var program = new Program(exercise, arguments, words.contains(WIRE), peers);
        Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> program.tells(thrown));
        Wire.follow(line -> program.says(line.get()));
        try {
            arguments.check();
            if (peers.isEmpty()) {
                program.hasNoWire();
            }
            body.run(program);
            System.exit(0);
        } catch (Arguments.WrongUseException e) {
            System.err.println(e.getMessage());
            if (arguments.isIncomplete()) {
                var lines = RealPeers.installed(peers, 7777);
                lines.forEach(line -> System.err.println("   " + line));
            }
            System.exit(WRONG_USE);
        } catch (Throwable thrown) {
            program.tells(thrown);
            System.exit(FAILED);
        }
    }

    /// For an exercise that talks to nobody.
    public static void run(String exercise, String usage, String[] args, Body body) {
        run(exercise, usage, args, RealPeers.NONE, body);
    }

    // --- what it is given

    public String text(String name) {
        return arguments.text(name);
    }

    /// All from `name` on, which is the last one.
    public List<String> texts(String name) {
        return arguments.texts(name);
    }

    public int number(String name) {
        return arguments.number(name);
    }

    public Duration millis(String name) {
        return Duration.ofMillis(arguments.number(name));
    }

    /// The server at HOST and PORT, whose first address is taken.
    public InetSocketAddress server() throws IOException {
        return seen(arguments.address(text("HOST"), arguments.port("PORT")), "server");
    }

    /// The servers `HOST:PORT` from `name` on.
    public List<InetSocketAddress> servers(String name) throws IOException {
        var servers = new ArrayList<InetSocketAddress>();
        for (var word : texts(name)) {
            servers.add(seen(arguments.address(word), "server-" + (servers.size() + 1)));
        }
        return servers;
    }

    /// The server at HOST and PORT, which is spoken to in datagrams.
    public InetSocketAddress datagramServer() throws IOException {
        var server = arguments.address(text("HOST"), arguments.port("PORT"));
        if (!wire) {
            return server;
        }
        Wire.note("server", "is at " + words(server));
        return DatagramRelay.toServer("server", server);
    }

    /// PORT of a host that the code under test looks up itself. Nothing is sent there.
    public InetSocketAddress door(String host) {
        hasNoWire();
        return InetSocketAddress.createUnresolved(host, arguments.port("PORT"));
    }

    /// Refuses to show the wire where none can be shown.
    private void hasNoWire() {
        if (wire) {
            throw arguments.wrong("there is nothing to see with " + WIRE);
        }
    }

    public InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw arguments.wrong("\"" + text + "\" is no address in digits");
        }
    }

    /// What reads the file at the path `name`.
    public BufferedReader reader(String name) {
        try {
            return Files.newBufferedReader(Path.of(text(name)));
        } catch (IOException | InvalidPathException e) {
            throw arguments.wrong(name + " is \"" + text(name) + "\" and cannot be read");
        }
    }

    /// The folder at the path `name`.
    public Path folder(String name) {
        try {
            return Path.of(text(name)).toRealPath();
        } catch (IOException | InvalidPathException e) {
            throw arguments.wrong(name + " is \"" + text(name) + "\" and is not there");
        }
    }

    private InetSocketAddress seen(InetSocketAddress server, String name) throws IOException {
        if (!wire) {
            return server;
        }
        Wire.note(name, "is at " + words(server));
        return Relay.toServer(name, server);
    }

    // --- where it is found

    /// The port for a server that opens its own, which then calls [#serves].
    public int port() {
        return wire ? 0 : arguments.port("PORT");
    }

    /// Says where the server is found that listens on this port of the loopback address.
    public void serves(int port) throws IOException {
        announces(
                wire
                        ? Relay.toYou(arguments.port("PORT"), new InetSocketAddress(HOST, port))
                        : port);
    }

    /// A listener on PORT; that it is there is said when somebody accepts first.
    public ServerSocket listener() throws IOException {
        return new ServerSocket(port(), 50, HOST) {
            @Override
            public Socket accept() throws IOException {
                if (announced.compareAndSet(false, true)) {
                    serves(getLocalPort());
                }
                return super.accept();
            }
        };
    }

    /// A socket on PORT; that it is there is said when somebody receives first.
    public DatagramSocket socket() throws IOException {
        return new DatagramSocket(port(), HOST) {
            @Override
            public void receive(DatagramPacket packet) throws IOException {
                if (announced.compareAndSet(false, true)) {
                    var here = new InetSocketAddress(HOST, getLocalPort());
                    int port = arguments.port("PORT");
                    announces(wire ? DatagramRelay.toYou(port, here) : here.getPort());
                }
                super.receive(packet);
            }
        };
    }

    private void announces(int port) {
        says(arguments.name() + " is at 127.0.0.1:" + port + " until Ctrl-C; talk to it with");
        RealPeers.installed(peers, port).forEach(line -> says("   " + line));
    }

    /// Waits until Ctrl-C ends the program.
    public void goesOn() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /// Does this when Ctrl-C ends the program, within `limit`.
    public void atTheEnd(Duration limit, Body body) {
        var last = Thread.ofPlatform().daemon().unstarted(() -> tries(body));
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            last.start();
                            try {
                                if (!last.join(limit)) {
                                    says("it has not come to an end, and is ended");
                                }
                            } catch (InterruptedException e) {
                                // Then it is ended now.
                            }
                        }));
    }

    // --- what it says

    public void says(String line) {
        synchronized (System.out) {
            System.out.println(line);
        }
    }

    /// Does something with the code under test, and goes on whatever it throws.
    public void tries(Body body) {
        try {
            body.run(this);
        } catch (Arguments.WrongUseException e) {
            throw e;
        } catch (Throwable thrown) {
            tells(thrown);
        }
    }

    /// Says what was thrown, with the lines of the code under test alone.
    public void tells(Throwable thrown) {
        var toDo = Thrown.toDo(thrown);
        if (toDo.isPresent()) {
            var file = "exercises/src/" + exercise + ".java";
            ends(arguments.name() + " is not written yet, " + toDo.get() + ": edit " + file);
        }
        if (thrown instanceof BindException && arguments.has("PORT")) {
            var why = "PORT is " + text("PORT") + ", and says \"" + thrown.getMessage() + '"';
            ends(arguments.wrong(why).getMessage());
        }
        complains(arguments.name() + " throws " + Thrown.inWords(thrown));
    }

    /// There is nothing more to run. A JVM that is ending already would not end by another exit.
    private static void ends(String words) {
        complains(words);
        Runtime.getRuntime().halt(FAILED);
    }

    private static void complains(String words) {
        synchronized (System.out) {
            System.err.println(words);
        }
    }

    private static String words(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
