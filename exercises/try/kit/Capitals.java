package kit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.Locale;

/// What a server does with a client where the exercise leaves that open: it sends every line back in
/// capitals, until the client sends no more.
public final class Capitals {

    public static void answer(Socket client) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        for (String line; (line = lines.readLine()) != null; ) {
            var answer = line.toUpperCase(Locale.ROOT) + "\n";
            client.getOutputStream().write(answer.getBytes(US_ASCII));
        }
    }

    private Capitals() {}
}
