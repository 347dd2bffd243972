package concurrency;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

public final class FanOut {

    public static List<String> askAll(
            List<InetSocketAddress> servers, String question, Duration total)
            throws IOException, InterruptedException {
        var replies = new String[servers.size()];
        var sockets = new Socket[servers.size()];
        var threads = new ArrayList<Thread>();
        var all = new CompletableFuture<Void>();
        if (servers.isEmpty()) {
            all.complete(null);
        }
        var missing = new AtomicInteger(servers.size());
        for (int i = 0; i < servers.size(); i++) {
            int n = i;
            sockets[n] = new Socket();
            Callable<String> conversation = () -> ask(sockets[n], servers.get(n), question);
            threads.add(new Thread(() -> run(conversation, n, replies, missing, all)));
        }
        try {
            threads.forEach(Thread::start);
            all.get(TimeUnit.MILLISECONDS.convert(total), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("after " + total);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(e);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
            boolean interrupted = Thread.interrupted();
            for (var thread : threads) {
                thread.join();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return new ArrayList<>(Arrays.asList(replies));
    }

    private static void run(
            Callable<String> conversation,
            int n,
            String[] replies,
            AtomicInteger missing,
            CompletableFuture<Void> all) {
        try {
            replies[n] = conversation.call();
            if (missing.decrementAndGet() == 0) {
                all.complete(null);
            }
        } catch (Exception e) {
            all.completeExceptionally(e);
        }
    }

    private static String ask(Socket socket, InetSocketAddress server, String question)
            throws IOException {
        try (socket) {
            socket.connect(server);
            var out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
            out.write(question + "\n");
            out.flush();
            var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
            var reply = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException(server.toString());
                }
                reply.append((char) c);
            }
            return reply.toString();
        }
    }

    private FanOut() {}
}
