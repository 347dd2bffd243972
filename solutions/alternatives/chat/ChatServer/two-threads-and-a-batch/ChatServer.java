package chat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Platform threads and one lock. Whoever writes takes all lines that wait, and sends them at once.
public final class ChatServer implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Client> connected = new LinkedHashSet<>();
    private final Set<Client> room = new LinkedHashSet<>();
    private final Set<Client> late = new LinkedHashSet<>();
    private final ServerSocket listener;
    private final int most;
    private boolean over;

    private ChatServer(ServerSocket listener, int most) {
        this.listener = listener;
        this.most = most;
    }

    public static ChatServer start(ServerSocket listener, int queue) {
        var server = new ChatServer(listener, queue);
        new Thread(server::accept).start();
        return server;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            over = true;
            listener.close();
            for (var client : connected) {
                client.drop();
            }
        } catch (IOException e) {
            throw new AssertionError("a listener that does not close", e);
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                var client = new Client(listener.accept());
                lock.lock();
                try {
                    if (over) {
                        client.socket.close();
                        return;
                    }
                    connected.add(client);
                } finally {
                    lock.unlock();
                }
                new Thread(client::read).start();
                new Thread(client::write).start();
            }
        } catch (IOException e) {
            // The listener is closed.
        }
    }

    /// Sends a line to some, then tells the others of those who were too slow for it.
    private void send(String line, Iterable<Client> to) {
        var bytes = line.concat("\n").getBytes(StandardCharsets.ISO_8859_1);
        for (var client : to) {
            client.send(bytes);
        }
        while (!late.isEmpty()) {
            var client = late.iterator().next();
            late.remove(client);
            client.drop();
            client.leave();
        }
    }

    private final class Client {

        private final Socket socket;
        private final Condition changed = lock.newCondition();
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        private int lines;
        private boolean ended;
        private String name = "";

        Client(Socket socket) {
            this.socket = socket;
        }

        void send(byte[] line) {
            if (ended) {
                return;
            }
            if (lines == most) {
                late.add(this);
                return;
            }
            lines++;
            waiting.writeBytes(line);
            changed.signal();
        }

        void end() {
            ended = true;
            changed.signal();
        }

        void drop() {
            waiting.reset();
            lines = 0;
            end();
            try {
                socket.close();
            } catch (IOException e) {
                // Closed enough.
            }
        }

        void leave() {
            if (room.remove(this)) {
                ChatServer.this.send("LEFT " + name, room);
            }
        }

        void write() {
            try (socket) {
                while (true) {
                    byte[] bytes;
                    lock.lock();
                    try {
                        while (lines == 0 && !ended) {
                            changed.awaitUninterruptibly();
                        }
                        bytes = waiting.toByteArray();
                        waiting.reset();
                        lines = 0;
                    } finally {
                        lock.unlock();
                    }
                    if (bytes.length == 0) {
                        return;
                    }
                    socket.getOutputStream().write(bytes);
                }
            } catch (IOException e) {
                // Its other thread notices.
            } finally {
                lock.lock();
                connected.remove(this);
                lock.unlock();
            }
        }

        void read() {
            try {
                var in = new BufferedInputStream(socket.getInputStream());
                var line = new byte[1002];
                int length = 0;
                boolean more = true;
                for (int b; more && (b = in.read()) >= 0; ) {
                    if (b != '\n') {
                        line[Math.min(length++, 1001)] = (byte) b;
                        continue;
                    }
                    int end =
                            length > 0 && length <= 1002 && line[length - 1] == '\r'
                                    ? length - 1
                                    : length;
                    more =
                            obey(
                                    end > 1000
                                            ? ""
                                            : new String(
                                                    line, 0, end, StandardCharsets.ISO_8859_1));
                    length = 0;
                }
            } catch (IOException e) {
                // Then it has gone.
            }
            lock.lock();
            try {
                leave();
                end();
            } finally {
                lock.unlock();
            }
        }

        /// A line that is too long comes as an empty one, which is no command either.
        private boolean obey(String line) {
            lock.lock();
            try {
                if (ended) {
                    return false;
                }
                if (line.equals("QUIT")) {
                    leave();
                    ChatServer.this.send("BYE", List.of(this));
                    return false;
                }
                if (!(room.contains(this) ? obeyMember(line) : join(line))) {
                    ChatServer.this.send("ERR what?", List.of(this));
                }
                return true;
            } finally {
                lock.unlock();
            }
        }

        private boolean join(String line) {
            if (!line.startsWith("JOIN ") || !isFree(line.substring(5))) {
                return false;
            }
            name = line.substring(5);
            room.add(this);
            ChatServer.this.send("JOINED " + name, room);
            return true;
        }

        private boolean obeyMember(String line) {
            if (line.equals("WHO")) {
                var names = new StringJoiner(" ", "WHO ", "");
                room.forEach(each -> names.add(each.name));
                ChatServer.this.send(names.toString(), List.of(this));
                return true;
            }
            if (line.startsWith("MSG ") && line.length() > 4) {
                ChatServer.this.send("MSG " + name + line.substring(3), room);
                return true;
            }
            if (line.startsWith("NICK ") && isFree(line.substring(5))) {
                var old = name;
                name = line.substring(5);
                ChatServer.this.send("NICK " + old + " " + name, room);
                return true;
            }
            return false;
        }

        private boolean isFree(String wanted) {
            var lower = wanted.toLowerCase(Locale.ROOT);
            var others = room.stream().filter(each -> each != this);
            return !lower.isEmpty()
                    && wanted.length() <= 16
                    && Arrays.stream(lower.split(""))
                            .allMatch("abcdefghijklmnopqrstuvwxyz0123456789-_"::contains)
                    && others.noneMatch(each -> each.name.toLowerCase(Locale.ROOT).equals(lower));
        }
    }
}
