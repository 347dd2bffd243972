package chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TransferQueue;

/// One thread owns the room and shares nothing: all others send it what has happened.
public final class ChatServer implements AutoCloseable {

    private sealed interface Event {}

    private record Came(Socket socket) implements Event {}

    private record Said(Connection who, String line) implements Event {}

    private record Gone(Connection who) implements Event {}

    private record Closing(Semaphore done) implements Event {}

    private final TransferQueue<Event> events = new LinkedTransferQueue<>();
    private final ServerSocket listener;
    private final int queue;
    private boolean closed;

    private ChatServer(ServerSocket listener, int queue) {
        this.listener = listener;
        this.queue = queue;
    }

    public static ChatServer start(ServerSocket listener, int queue) {
        var server = new ChatServer(listener, queue);
        Thread.ofVirtual().start(server::acceptAll);
        Thread.ofVirtual().start(() -> server.new Room().run());
        return server;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            // It is as closed as it will ever be.
        }
        var done = new Semaphore(0);
        events.add(new Closing(done));
        done.acquireUninterruptibly();
    }

    private void acceptAll() {
        try {
            while (true) {
                var socket = listener.accept();
                synchronized (this) {
                    if (closed) {
                        socket.close();
                    } else {
                        events.add(new Came(socket));
                    }
                }
            }
        } catch (IOException e) {
            // Nobody new comes.
        }
    }

    /// Only the thread of the room touches what is in here.
    private final class Room {

        private final Map<Connection, String> members = new LinkedHashMap<>();
        private final Queue<Connection> all = new ArrayDeque<>();

        void run() {
            try {
                while (true) {
                    switch (events.take()) {
                        case Came(var socket) -> all.add(new Connection(socket));
                        case Said(var who, var line) -> {
                            if (!who.isOver) {
                                carryOut(who, line);
                            }
                        }
                        case Gone(var who) -> {
                            if (!who.isOver) {
                                who.ends();
                                leaves(who);
                            }
                            all.remove(who);
                        }
                        case Closing(var done) -> {
                            all.forEach(Connection::cutsOff);
                            done.release();
                            return;
                        }
                    }
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private void carryOut(Connection who, String line) {
            int space = line.indexOf(' ');
            var command = space < 0 ? line : line.substring(0, space + 1);
            var rest = line.substring(command.length());
            if (line.length() > 1000) {
                tells(who, "ERR too long");
            } else if (command.equals("QUIT")) {
                leaves(who);
                tells(who, "BYE");
                who.ends();
            } else if (members.containsKey(who)) {
                ofMember(who, command, rest);
            } else if (command.equals("JOIN ") && isName(rest) && !isTaken(who, rest)) {
                members.put(who, rest);
                tellsAll("JOINED " + rest);
            } else {
                tells(who, "ERR join first, with a name that is free");
            }
        }

        private void ofMember(Connection who, String command, String rest) {
            var name = members.get(who);
            if (command.equals("MSG ") && !rest.isEmpty()) {
                tellsAll("MSG " + name + " " + rest);
            } else if (command.equals("WHO")) {
                tells(who, "WHO " + String.join(" ", members.values()));
            } else if (command.equals("NICK ") && isName(rest) && !isTaken(who, rest)) {
                members.replace(who, rest);
                tellsAll("NICK " + name + " " + rest);
            } else {
                tells(who, "ERR not so");
            }
        }

        private boolean isName(String name) {
            return name.length() >= 1
                    && name.length() <= 16
                    && name.chars()
                            .allMatch(c ->
                                    c < 128 && Character.isLetterOrDigit(c)
                                            || c == '-'
                                            || c == '_');
        }

        private boolean isTaken(Connection who, String name) {
            for (var member : members.entrySet()) {
                if (member.getKey() != who && member.getValue().equalsIgnoreCase(name)) {
                    return true;
                }
            }
            return false;
        }

        private void leaves(Connection who) {
            var name = members.remove(who);
            if (name != null) {
                tellsAll("LEFT " + name);
            }
        }

        private void tellsAll(String line) {
            var slow = members.keySet().stream().filter(who -> !who.takes(line)).toList();
            slow.forEach(this::loses);
        }

        private void tells(Connection who, String line) {
            if (!who.takes(line)) {
                loses(who);
            }
        }

        private void loses(Connection who) {
            who.cutsOff();
            leaves(who);
        }
    }

    /// A client, with two threads of its own.
    private final class Connection {

        private final Socket socket;
        private final Queue<String> waiting = new ArrayDeque<>(); // Guarded by itself.
        private boolean hasEnded; // Guarded by the lines that wait.
        private boolean isOver; // Known to the room alone.

        Connection(Socket socket) {
            this.socket = socket;
            Thread.ofVirtual().start(this::reads);
            Thread.ofVirtual().start(this::writes);
        }

        /// Whether there is room for one more line.
        boolean takes(String line) {
            synchronized (waiting) {
                if (waiting.size() >= queue) {
                    return false;
                }
                waiting.add(line);
                waiting.notifyAll();
                return true;
            }
        }

        void ends() {
            isOver = true;
            synchronized (waiting) {
                hasEnded = true;
                waiting.notifyAll();
            }
        }

        void cutsOff() {
            synchronized (waiting) {
                waiting.clear();
            }
            ends();
            closes();
        }

        private void closes() {
            try {
                socket.close();
            } catch (IOException e) {
                // It is as closed as it will ever be.
            }
        }

        /// A line stays in the queue while it is being sent, and counts.
        private void writes() {
            try {
                var out = socket.getOutputStream();
                for (var line = next(); line != null; line = next()) {
                    out.write((line + "\n").getBytes(ISO_8859_1));
                    synchronized (waiting) {
                        waiting.poll();
                    }
                }
            } catch (IOException | InterruptedException e) {
                // The room hears of it from the one who reads.
            }
            closes();
        }

        private String next() throws InterruptedException {
            synchronized (waiting) {
                while (waiting.isEmpty() && !hasEnded) {
                    waiting.wait();
                }
                return waiting.peek();
            }
        }

        private void reads() {
            try {
                reads(socket.getInputStream());
            } catch (IOException e) {
                // The stream is broken, which is an end as well.
            }
            events.add(new Gone(this));
        }

        private void reads(InputStream in) throws IOException {
            var buffer = new byte[4096];
            var line = new StringBuilder();
            for (int n; (n = in.read(buffer)) >= 0; ) {
                for (int i = 0; i < n; i++) {
                    if (buffer[i] != '\n') {
                        if (line.length() < 1100) {
                            line.append((char) (buffer[i] & 0xff));
                        }
                        continue;
                    }
                    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
                        line.setLength(line.length() - 1);
                    }
                    events.add(new Said(this, line.toString()));
                    line.setLength(0);
                }
            }
        }
    }
}
