package kit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Programs that nobody here wrote, each with a line to copy that lets it talk to an exercise.
///
/// A line begins with the name of the program; `PORT` in it is the port of whoever listens.
public final class RealPeers {

    public static final List<String> NONE = List.of();

    /// Where programs for everybody may lie besides.
    private static final String FOLDERS = File.pathSeparator + "/usr/sbin";

    /// Clients of a TCP server: what is typed is sent.
    public static final List<String> TCP_CLIENTS =
            List.of(
                    "nc 127.0.0.1 PORT",
                    "socat - TCP:127.0.0.1:PORT",
                    "ncat 127.0.0.1 PORT",
                    "curl -sN telnet://127.0.0.1:PORT",
                    "python3 -c \"import socket; s = socket.create_connection(('127.0.0.1', PORT));"
                            + " s.sendall(b'hello\\n'); print(s.recv(100))\"");

    /// Clients that send a file, which `upload` holds behind its header: lesson 9 says how.
    public static final List<String> FILE_SENDERS =
            List.of(
                    "nc 127.0.0.1 PORT < upload",
                    "socat -u FILE:upload TCP:127.0.0.1:PORT",
                    "python3 -c \"import socket; s = socket.create_connection(('127.0.0.1', PORT));"
                            + " s.sendfile(open('upload', 'rb')); print(s.recv(100))\"");

    /// Clients of a UDP server: a line that is typed is a datagram.
    public static final List<String> UDP_CLIENTS =
            List.of(
                    "nc -u 127.0.0.1 PORT",
                    "socat - UDP:127.0.0.1:PORT",
                    "ncat -u 127.0.0.1 PORT",
                    "python3 -c \"import socket; s = socket.socket(type=socket.SOCK_DGRAM);"
                            + " s.sendto(b'hello', ('127.0.0.1', PORT)); print(s.recv(100))\"");

    /// Servers that send every line back, or let somebody type the answer.
    public static final List<String> LINE_SERVERS =
            List.of(
                    "nc -l 127.0.0.1 PORT",
                    "ncat -kl 127.0.0.1 PORT -e /bin/cat",
                    "socat TCP-LISTEN:PORT,bind=127.0.0.1,fork,reuseaddr EXEC:cat");

    /// Servers that somebody can connect to.
    public static final List<String> TCP_SERVERS =
            Stream.concat(
                            LINE_SERVERS.stream(),
                            Stream.of("python3 -m http.server --bind 127.0.0.1 PORT"))
                    .toList();

    /// A server that takes in what its buffers hold, and no more.
    public static final List<String> DEAF_SERVERS =
            List.of(
                    "nc -l 127.0.0.1 PORT | sleep 60",
                    "socat -u TCP-LISTEN:PORT,bind=127.0.0.1,reuseaddr EXEC:'sleep 60'");

    /// Servers that send every datagram back.
    public static final List<String> UDP_SERVERS =
            List.of(
                    "socat UDP-RECVFROM:PORT,bind=127.0.0.1,fork EXEC:cat",
                    "ncat -ul 127.0.0.1 PORT -e /bin/cat");

    /// Servers of RFC 868 in which the year 2000 has just begun.
    public static final List<String> TIME_SERVERS =
            List.of(
                    "socat UDP-RECVFROM:PORT,bind=127.0.0.1,fork"
                            + " SYSTEM:'printf \"\\\\\\\\274\\\\\\\\027\\\\\\\\302\\\\\\\\000\"'");

    /// Senders of numbered datagrams: this one has number 1.
    public static final List<String> NUMBERED =
            List.of(
                    "printf '\\0\\0\\0\\1hello' | socat - UDP:127.0.0.1:PORT",
                    "printf '\\0\\0\\0\\1hello' | nc -u -w1 127.0.0.1 PORT");

    /// A name server that knows www.test.
    public static final List<String> NAME_SERVERS =
            List.of(
                    "dnsmasq -kd --no-resolv --no-hosts --conf-file=/dev/null --port=PORT"
                            + " --listen-address=127.0.0.1 --bind-interfaces --local=/test/"
                            + " --host-record=web.test,192.0.2.1,2001:db8::1"
                            + " --cname=www.test,web.test");

    /// The lines of those programs that are here; without any, how to get one.
    static List<String> installed(List<String> lines, int port) {
        var here = lines.stream().filter(RealPeers::isInstalled).toList();
        if (here.isEmpty() && !lines.isEmpty()) {
            return List.of("ncat or socat, which your system's packages have: apt install socat");
        }
        return here.stream().map(line -> line.replace("PORT", Integer.toString(port))).toList();
    }

    /// Whether the first word of each command in a line is a program on the path.
    private static boolean isInstalled(String line) {
        return Stream.of(line.split("\\|"))
                .allMatch(command -> {
                    var program = command.strip().split(" ")[0];
                    return Stream.of((System.getenv("PATH") + FOLDERS).split(File.pathSeparator))
                            .flatMap(folder ->
                                    Stream.of(
                                            Path.of(folder, program),
                                            Path.of(folder, program + ".exe")))
                            .anyMatch(Files::isExecutable);
                });
    }

    private RealPeers() {}
}
