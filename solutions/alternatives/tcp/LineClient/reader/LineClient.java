package tcp;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

public final class LineClient {

    private static final Pattern BREAK = Pattern.compile("[\r\n]");

    public static String ask(InetSocketAddress server, String line) throws IOException {
        if (BREAK.matcher(line).find()) {
            throw new IllegalArgumentException("a question is one line");
        }
        var socket = new Socket();
        try {
            socket.connect(server);
            var out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
            out.append(line).append('\n').flush();
            var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
            return readLine(new BufferedReader(in));
        } finally {
            socket.close();
        }
    }

    private static String readLine(BufferedReader in) throws IOException {
        var answer = new StringBuilder();
        int c = in.read();
        while (c >= 0 && c != '\n') {
            answer.append((char) c);
            c = in.read();
        }
        if (c < 0) {
            throw new EOFException("the answer stops at: " + answer);
        }
        return answer.toString().replaceFirst("\r\\z", "");
    }

    private LineClient() {}
}
