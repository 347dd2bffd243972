package loopback.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loopback.course.FileIo;
import loopback.engine.jvm.Limits;

/// Looks around in a sandbox, and says what it can reach and should not.
///
/// It runs as a bench does, and answers on the socket that a bench would use. Its last word tells
/// that it has looked everywhere.
final class Probe {

    static final String THAT_IS_ALL = "that is all";

    private static final int MOST_PROCESSES = 8;

    private final List<String> findings = new ArrayList<>();

    /// The arguments: the socket, a folder that is not to be seen, and the size of the folder for
    /// temporary files.
    public static void main(String[] args) throws IOException {
        var probe = new Probe();
        try {
            probe.files(Path.of(args[1]), Long.parseLong(args[2]));
            probe.network();
            probe.processes();
            probe.environment();
            probe.limits();
        } catch (IOException | RuntimeException e) {
            probe.findings.add("the probe met " + e);
        }
        probe.findings.add(THAT_IS_ALL);
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]));
                var out = Channels.newOutputStream(channel)) {
            out.write(String.join("\n", probe.findings).getBytes(UTF_8));
        }
    }

    private void find(boolean found, String what) {
        if (found) {
            findings.add(what);
        }
    }

    private void files(Path course, long temporary) throws IOException {
        for (var path :
                List.of(
                        course,
                        Path.of("/etc/passwd"),
                        Path.of("/home"),
                        Path.of("/root"),
                        Path.of("/bin/sh"),
                        Path.of("/usr/bin/env"),
                        Path.of("/var"),
                        Path.of("/sys"))) {
            find(Files.exists(path), "it sees " + path);
        }
        for (var folder :
                List.of("/", "/run", "/dev", "/dev/shm", System.getProperty("java.home"))) {
            var file = Path.of(folder, "probe");
            try {
                Files.writeString(file, "x");
                Files.delete(file);
                findings.add("it can write in " + folder);
            } catch (IOException e) {
                // As it should be.
            }
        }
        var own = Path.of("/tmp/probe");
        try {
            Files.writeString(own, "x");
            Files.delete(own);
        } catch (IOException e) {
            findings.add("it cannot write in /tmp");
        }
        find(
                Files.getFileStore(Path.of("/tmp")).getTotalSpace() > temporary,
                "its folder for temporary files has no limit");
    }

    private void network() throws IOException {
        var others =
                NetworkInterface.networkInterfaces()
                        .map(NetworkInterface::getName)
                        .filter(name -> !name.equals("lo"))
                        .toList();
        find(!others.isEmpty(), "it has the network interfaces " + others);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9), 200);
            findings.add("it can connect to others");
        } catch (IOException e) {
            find(
                    !String.valueOf(e.getMessage()).contains("unreachable"),
                    "it may reach others: " + e.getMessage());
        }
        try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            find(!socket.isConnected(), "it cannot connect to itself");
        }
    }

    private void processes() {
        int count = 0;
        for (var each : FileIo.list(Path.of("/proc"))) {
            count += each.getFileName().toString().matches("\\d+") ? 1 : 0;
        }
        find(count > MOST_PROCESSES, "it sees " + count + " processes");
        var status = new HashMap<String, String>();
        for (var line : FileIo.lines(Path.of("/proc/self/status"))) {
            var parts = line.split(":\\s*", 2);
            status.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        find(status.getOrDefault("Uid", "0").matches("0\\b.*"), "it runs as root");
        find(!status.getOrDefault("CapEff", "1").matches("0+"), "it has capabilities");
        find(!status.getOrDefault("NoNewPrivs", "0").equals("1"), "it may gain privileges");
    }

    private void environment() {
        var environment = new HashMap<>(System.getenv());
        for (var known : List.of("LC_ALL", "LOOPBACK_SEED", Limits.ENVIRONMENT, "PWD")) {
            environment.remove(known);
        }
        find(!environment.isEmpty(), "it has the environment " + environment.keySet());
    }

    private void limits() {
        var unlimited = new ArrayList<String>();
        var names =
                Map.of(
                        "Max processes", "threads",
                        "Max open files", "open files",
                        "Max cpu time", "processor time",
                        "Max file size", "files",
                        "Max address space", "memory");
        for (var line : FileIo.lines(Path.of("/proc/self/limits"))) {
            names.forEach((start, what) -> {
                if (line.startsWith(start)
                        && line.substring(start.length()).strip().startsWith("unlimited")) {
                    unlimited.add(what);
                }
            });
        }
        find(!unlimited.isEmpty(), "it has no limit of " + String.join(", ", unlimited));
    }
}
