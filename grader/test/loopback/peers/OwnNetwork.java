package loopback.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A network of its own, with loopback and nothing else, in which every program that looks a name up
/// asks dnsmasq: there it can have the port of name servers, and the files that name it.
final class OwnNetwork {

    /// Where a server is that dnsmasq asks; in a network of its own it is always free.
    static final int UPSTREAM = 5300;

    /// dnsmasq says by going into the background that it can be asked.
    private static final String SCRIPT =
            """
            "$1" --conf-file=/dev/null --no-resolv --no-hosts --port=53 --local=/test/ \\
                --listen-address=127.0.0.1 --bind-interfaces --user= --group= --pid-file= \\
                --host-record=many.test,127.0.0.1,::1 --host-record=many.test,127.0.0.2 \\
                --server=/slow.test/127.0.0.1#%d || exit 9
            shift
            exec "$@"
            """
                    .formatted(UPSTREAM);

    private final Path folder;
    private final List<String> around;

    private OwnNetwork(Path folder, List<String> around) {
        this.folder = folder;
        this.around = around;
    }

    /// A network with the name `many.test`, which has two addresses of IPv4 and one of IPv6, and with
    /// names that end in `slow.test`, for which dnsmasq asks [UPSTREAM]. A look-up waits a second.
    static OwnNetwork in(Path folder) throws IOException, InterruptedException {
        var dnsmasq = Programs.need("dnsmasq");
        var bwrap = Programs.need("bwrap");
        var resolver =
                Files.writeString(
                        folder.resolve("resolv.conf"),
                        "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
        var order = Files.writeString(folder.resolve("nsswitch.conf"), "hosts: files dns\n");
        var script = Files.writeString(folder.resolve("network.sh"), SCRIPT);
        var around =
                new ArrayList<>(
                        List.of(
                                bwrap,
                                "--unshare-user",
                                "--unshare-net",
                                "--unshare-pid",
                                "--die-with-parent",
                                "--cap-add",
                                "CAP_NET_BIND_SERVICE",
                                "--dev-bind",
                                "/",
                                "/",
                                "--proc",
                                "/proc"));
        around.addAll(inPlaceOf("/etc/resolv.conf", resolver));
        around.addAll(inPlaceOf("/etc/nsswitch.conf", order));
        around.addAll(List.of("sh", script.toString(), dnsmasq));
        var network = new OwnNetwork(folder, around);
        var tried = network.run(List.of("true"));
        Programs.require(
                tried.status() == 0,
                "bubblewrap cannot make a network of its own here: " + tried.text().strip());
        return network;
    }

    private static List<String> inPlaceOf(String file, Path own) throws IOException {
        return List.of("--ro-bind", own.toString(), Path.of(file).toRealPath().toString());
    }

    Programs.Output run(List<String> command) throws IOException, InterruptedException {
        var all = new ArrayList<>(around);
        all.addAll(command);
        return Programs.run(all);
    }

    /// Runs a Java program, which may use the reference solutions.
    Programs.Output java(String source, String... arguments)
            throws IOException, InterruptedException {
        var root = Path.of(System.getProperty("course.root")).toAbsolutePath().normalize();
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                root.resolve("solutions/target/classes").toString(),
                                Files.writeString(folder.resolve("Program.java"), source)
                                        .toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }
}
