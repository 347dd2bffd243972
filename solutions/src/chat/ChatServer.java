package chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/// The hub of a chat room: what one member says, all members see, and in the same order.
///
/// Clients send commands, and are sent lines. Both are bytes that end with LF; a CR before the LF of
/// a command is not part of it, and the lines of the server have none.
///
/// | command     | what happens                                                              |
/// |-------------|---------------------------------------------------------------------------|
/// | `JOIN name` | the client becomes a member; all members, it too, are sent `JOINED name`  |
/// | `MSG text`  | all members, the sender too, are sent `MSG name text`                     |
/// | `NICK name` | the sender has another name; all members, it too, are sent `NICK old new` |
/// | `WHO`       | the sender is sent `WHO name name …`, all members as they have joined     |
/// | `QUIT`      | the client leaves, is sent `BYE`, and its connection is closed            |
/// | other lines | the sender is sent `ERR reason`, in words of your choice; nothing else    |
///
/// Other lines are also a command in lower case, `WHO` or `QUIT` with anything behind, a `JOIN` of a
/// member, and a `MSG`, `NICK` or `WHO` of a client that is none. So are a name that is none or is
/// taken, a text without a byte, and a line of more than 1000 bytes, its end not counted. The
/// connection goes on, and the next line is the next command.
///
/// A name has 1 to 16 characters out of `A` to `Z`, `a` to `z`, `0` to `9`, `-` and `_`. Members see
/// it as it was written. It is taken while another member has it, in whatever case: who is `alice`
/// can become `Alice`, and nobody else can. The text is all that follows the space after `MSG`. Its
/// bytes are passed on as they are, whatever they are.
///
/// Each command is one step, and the steps come one after the other, those of a client in its order.
/// From its own `JOINED` on until it leaves, each member is sent what all are sent, in the order of
/// the steps: every line once, whole, and never within another. A client that is no member is sent
/// nothing but `ERR` and `BYE`. A line is sent when its command is carried out; it does not wait for
/// more from anybody.
///
/// A member leaves by `QUIT`, when its stream ends or breaks, or when it is too slow. Then the other
/// members are sent `LEFT name`, once, and the name is free before anybody can see this line or the
/// `BYE`. Bytes after `QUIT`, or after the last LF of a stream, are no command. When a client quits
/// or its stream ends, it is first sent what waits for it, and then its connection is closed.
///
/// Nobody waits for a client that does not read, or says nothing, and its own commands do not wait
/// either. Lines wait for it, its own answers too, up to a limit; whether a line that is being sent
/// counts as waiting is left open. When one more would have to wait, the client is too slow, however
/// short the time was: its connection is closed, and what waits is thrown away.
public final class ChatServer implements AutoCloseable {

    private static final int LONGEST = 1000;
    private static final byte[] END = {};

    /// One connection. All but the lines is guarded by the room.
    private static final class Client {

        final Socket socket;
        final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
        String name = ""; // Until it joins.
        boolean gone;

        Client(Socket socket) {
            this.socket = socket;
        }
    }

    private final ServerSocket listener;
    private final int queue;
    private final Object room = new Object(); // Guards what follows.
    private final Set<Client> clients = new HashSet<>();
    private final List<Client> members = new ArrayList<>();
    private boolean closed;

    private ChatServer(ServerSocket listener, int queue) {
        this.listener = listener;
        this.queue = queue;
    }

    /// Starts to serve the clients of `listener`, and returns at once.
    ///
    /// If somebody else closes the listener, nobody new can come, and those who are connected chat
    /// on. What happens when `accept` fails for another reason is left open. Several servers can run
    /// at the same time, each with a room of its own.
    ///
    /// @param queue how many lines may wait for a client, 2 or more
    public static ChatServer start(ServerSocket listener, int queue) {
        var server = new ChatServer(listener, queue);
        Thread.ofPlatform().name("acceptor").start(server::acceptAll);
        return server;
    }

    /// Closes the listener and the connections of all clients, and waits for none of them.
    ///
    /// When the call returns, nobody can connect, and what still waited for a client is thrown away.
    /// Soon after, no thread of the server is left, and no idle one of a pool. A client that
    /// `accept` returns although the listener is closed is closed, too. What clients are sent
    /// meanwhile is left open. Further calls do nothing.
    @Override
    public void close() {
        close(listener);
        synchronized (room) {
            closed = true;
            List.copyOf(clients).forEach(this::cutOff);
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                admit(new Client(listener.accept()));
            }
        } catch (IOException e) {
            // The listener is closed.
        }
    }

    private void admit(Client client) {
        synchronized (room) {
            if (closed) {
                close(client.socket);
            } else {
                clients.add(client);
                Thread.startVirtualThread(() -> listen(client));
                Thread.startVirtualThread(() -> talk(client));
            }
        }
    }

    /// The only thread that writes to this client, and so the only one that waits for it.
    private void talk(Client client) {
        try (client.socket) {
            for (byte[] line; (line = client.lines.take()) != END; ) {
                client.socket.getOutputStream().write(line);
            }
        } catch (IOException | InterruptedException e) {
            // The client is gone, which its other thread notices, too.
        } finally {
            synchronized (room) {
                clients.remove(client);
            }
        }
    }

    private void listen(Client client) {
        try {
            var in = new BufferedInputStream(client.socket.getInputStream());
            var line = readLine(in);
            while (line.isPresent() && carryOut(client, line.get())) {
                line = readLine(in);
            }
        } catch (IOException e) {
            // The stream is broken: the client leaves.
        } finally {
            synchronized (room) {
                leave(client);
                client.lines.add(END);
            }
        }
    }

    /// Carries out one command; returns whether there can be another.
    private boolean carryOut(Client client, String line) {
        synchronized (room) {
            if (client.gone || line.equals("QUIT")) {
                leave(client);
                sendTo(List.of(client), "BYE");
                return false;
            }
            boolean member = members.contains(client);
            var words = line.split(" ", 2);
            var argument = words.length < 2 ? "" : words[1];
            if (line.length() > LONGEST) {
                refuse(client, "this line is too long");
            } else if (member && line.equals("WHO")) {
                var names = members.stream().map(each -> each.name);
                sendTo(List.of(client), "WHO " + names.collect(Collectors.joining(" ")));
            } else if (member && words[0].equals("MSG") && !argument.isEmpty()) {
                sendTo(members, "MSG " + client.name + " " + argument);
            } else if (member && words[0].equals("NICK") && isFree(argument, client)) {
                var old = client.name;
                client.name = argument;
                sendTo(members, "NICK " + old + " " + argument);
            } else if (!member && words[0].equals("JOIN") && isFree(argument, client)) {
                client.name = argument;
                members.add(client);
                sendTo(members, "JOINED " + argument);
            } else {
                refuse(client, "not a command, not now, or not with this name");
            }
            return true;
        }
    }

    private boolean isFree(String name, Client client) {
        return name.matches("[A-Za-z0-9_-]{1,16}")
                && members.stream()
                        .allMatch(each -> each == client || !each.name.equalsIgnoreCase(name));
    }

    private void leave(Client client) {
        if (members.remove(client)) {
            sendTo(members, "LEFT " + client.name);
        }
    }

    private void refuse(Client client, String reason) {
        sendTo(List.of(client), "ERR " + reason);
    }

    /// Puts a line into the queues, and waits for nobody. Who turns out to be too slow leaves after
    /// that, so that all others see both lines in the same order.
    private void sendTo(List<Client> receivers, String line) {
        var bytes = (line + "\n").getBytes(ISO_8859_1);
        var tooSlow = new ArrayList<Client>();
        for (var receiver : receivers) {
            if (receiver.lines.size() < queue) {
                receiver.lines.add(bytes);
            } else {
                tooSlow.add(receiver);
            }
        }
        for (var client : tooSlow) {
            cutOff(client);
            leave(client);
        }
    }

    private void cutOff(Client client) {
        client.gone = true;
        close(client.socket);
        client.lines.clear();
        client.lines.add(END);
    }

    /// The next line without its end, shortened if it is too long; empty without a further LF.
    private static Optional<String> readLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) >= 0; ) {
            if (b == '\n') {
                return Optional.of(withoutCr(line.toString(ISO_8859_1)));
            }
            if (line.size() < LONGEST + 2) { // One byte too many, or a CR, and one more.
                line.write(b);
            }
        }
        return Optional.empty();
    }

    private static String withoutCr(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as closed as it will ever be.
        }
    }
}
