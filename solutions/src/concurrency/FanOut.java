package concurrency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks many servers the same question at the same time.
public final class FanOut {

    /// Asks each of `servers`, and returns their replies in the order of `servers`.
    ///
    /// To each server, and for each time that it is in the list, a connection is opened. It carries
    /// the question, as a line: its bytes in UTF-8 and LF. Back comes the reply, as a line: its
    /// bytes in UTF-8 and LF, which is not part of it; a CR before it is. Servers keep the
    /// connection open after that. Without servers there are no replies, and that is no failure.
    ///
    /// All servers are asked at the same time, however many there are: none waits until another has
    /// replied. How many processors or other tasks there are makes no difference.
    ///
    /// `total` is the time for the whole, connecting included, from the call to the last reply; zero
    /// and less is no time, and none is too long.
    ///
    /// The call ends early with the first failure, whichever server it concerns; what was thrown
    /// for that server is thrown as it is. When the call ends, with replies or with an exception,
    /// all its connections are closed and all its threads have ended.
    ///
    /// @throws EOFException if a connection ends before the LF of the reply
    /// @throws SocketTimeoutException if `total` is over before all servers have replied
    /// @throws IOException if a server cannot be reached, one with an unresolved address too, or a
    ///     connection fails
    /// @throws InterruptedException if the calling thread is interrupted while it waits
    public static List<String> askAll(
            List<InetSocketAddress> servers, String question, Duration total)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Math.max(0, NANOSECONDS.convert(total));
        var sockets = servers.stream().map(_ -> new Socket()).toList();
        var replies = new ArrayList<Future<String>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var completion = new ExecutorCompletionService<String>(executor);
            try {
                for (int i = 0; i < servers.size(); i++) {
                    var socket = sockets.get(i);
                    var server = servers.get(i);
                    replies.add(completion.submit(() -> ask(socket, server, question)));
                }
                for (int i = 0; i < servers.size(); i++) {
                    awaitNext(completion, deadline);
                }
            } finally {
                for (var socket : sockets) {
                    socket.close(); // Ends whatever its thread waits for, connecting too.
                }
            }
        }
        return replies.stream().map(Future::resultNow).toList();
    }

    private static void awaitNext(CompletionService<String> completion, long deadline)
            throws IOException, InterruptedException {
        var next = completion.poll(deadline - System.nanoTime(), NANOSECONDS);
        if (next == null) {
            throw new SocketTimeoutException("not all servers have replied in time");
        }
        try {
            next.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case Throwable bug -> throw new IllegalStateException(bug);
            }
        }
    }

    private static String ask(Socket socket, InetSocketAddress server, String question)
            throws IOException {
        socket.connect(server);
        socket.getOutputStream().write((question + "\n").getBytes(UTF_8));
        var in = new BufferedInputStream(socket.getInputStream());
        var reply = new ByteArrayOutputStream();
        for (int b; (b = in.read()) != '\n'; reply.write(b)) {
            if (b < 0) {
                throw new EOFException(server + " hung up after " + reply.size() + " bytes");
            }
        }
        return reply.toString(UTF_8);
    }

    private FanOut() {}
}
