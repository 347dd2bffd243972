package concurrency;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// One thread keeps the values; the threads of the clients ask it.
public final class KvServer {

    private final ConcurrentMap<String, String> entries;

    public KvServer(ConcurrentMap<String, String> entries) {
        this.entries = entries;
    }

    public void serve(ServerSocket listener) throws IOException {
        try (var keeper = Executors.newSingleThreadExecutor();
                var clients = Executors.newCachedThreadPool()) {
            while (true) {
                var client = listener.accept();
                clients.submit(() -> talk(client, keeper));
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw e;
            }
        }
    }

    private Void talk(Socket client, ExecutorService keeper)
            throws IOException, ExecutionException, InterruptedException {
        try (client;
                var in = new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII);
                var out = client.getOutputStream()) {
            for (String line; !(line = line(in)).isEmpty(); ) {
                var words = line.strip().split(" ");
                var answer = keeper.submit(() -> answer(words)).get();
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
                out.write('\n');
                out.flush();
            }
        }
        return null;
    }

    private static String line(Reader in) throws IOException {
        var line = new StringBuilder();
        for (int c; (c = in.read()) >= 0; ) {
            line.append((char) c);
            if (c == '\n') {
                return line.toString();
            }
        }
        return "";
    }

    private String answer(String[] words) {
        var key = words.length > 1 ? words[1] : "";
        if (words.length == 2 && words[0].equals("GET")) {
            return entries.containsKey(key) ? "VALUE " + entries.get(key) : "NONE";
        }
        if (words.length == 2 && words[0].equals("DEL")) {
            if (entries.containsKey(key)) {
                entries.remove(key);
                return "OK";
            }
            return "NONE";
        }
        if (words.length == 3 && words[0].equals("SET")) {
            entries.put(key, words[2]);
            return "OK";
        }
        if (words.length == 2 && words[0].equals("INCR")) {
            try {
                var old = Long.parseLong(entries.getOrDefault(key, "0"));
                if (old < Long.MAX_VALUE) {
                    entries.put(key, Long.toString(old + 1));
                    return "VALUE " + (old + 1);
                }
            } catch (NumberFormatException e) {
                return "ERR " + key + " is no number";
            }
            return "ERR " + key + " is too great";
        }
        return "ERR what?";
    }
}
