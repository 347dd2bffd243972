package concurrency;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentMap;

/// Threads of the platform, and no lock: who was overtaken tries again.
public final class KvServer {

    private final ConcurrentMap<String, String> entries;

    public KvServer(ConcurrentMap<String, String> entries) {
        this.entries = entries;
    }

    public void serve(ServerSocket listener) throws IOException {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                new Thread(() -> talk(client)).start();
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw e;
                }
            }
        }
    }

    private void talk(Socket client) {
        var pending = new byte[0];
        var buffer = new byte[2000];
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            var out = new BufferedOutputStream(client.getOutputStream());
            for (int n; (n = in.read(buffer)) > 0; ) {
                int start = 0;
                int before = pending.length;
                pending = Arrays.copyOf(pending, before + n);
                System.arraycopy(buffer, 0, pending, before, n);
                for (int i = before; i < pending.length; i++) {
                    if (pending[i] == '\n') {
                        var line = new String(pending, start, i - start, StandardCharsets.US_ASCII);
                        out.write((answer(line) + "\n").getBytes(StandardCharsets.US_ASCII));
                        start = i + 1;
                    }
                }
                pending = Arrays.copyOfRange(pending, start, pending.length);
                out.flush();
            }
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    private String answer(String line) {
        Queue<String> words = new ArrayDeque<>(List.of(line.replace("\r", "").split(" ", -1)));
        var command = words.remove();
        if (words.size() != (command.equals("SET") ? 2 : 1)) {
            return "ERR wrong number of words";
        }
        var key = words.remove();
        switch (command) {
            case "SET":
                entries.put(key, words.remove());
                return "OK";
            case "GET":
                var value = entries.getOrDefault(key, "");
                return value.isEmpty() ? "NONE" : "VALUE " + value;
            case "DEL":
                return entries.remove(key) != null ? "OK" : "NONE";
            case "INCR":
                return increment(key);
            default:
                return "ERR unknown";
        }
    }

    private String increment(String key) {
        try {
            while (true) {
                var old = entries.get(key);
                if (old == null) {
                    if (entries.putIfAbsent(key, "1") == null) {
                        return "VALUE 1";
                    }
                    continue;
                }
                var next = Long.toString(Math.incrementExact(Long.parseLong(old)));
                if (entries.replace(key, old, next)) {
                    return "VALUE " + next;
                }
            }
        } catch (NumberFormatException | ArithmeticException e) {
            return "ERR " + e.getMessage();
        }
    }
}
