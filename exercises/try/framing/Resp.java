///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../src/framing/Resp.java
//SOURCES ../kit/*.java ../../test/kit/Bytes.java ../../test/kit/Frames.java ../../test/kit/Wire.java

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import framing.Resp.Array;
import framing.Resp.Bulk;
import framing.Resp.Failure;
import framing.Resp.Int;
import framing.Resp.Null;
import framing.Resp.Simple;
import framing.Resp.Value;
import kit.Program;

/// Listens on PORT and keeps what its clients SET in memory, as a small Redis.
void main(String[] args) {
    Program.run("framing/Resp", "[PORT=0]", args, REDIS_CLIENTS, this::serve);
}

final List<String> REDIS_CLIENTS =
        List.of(
                "redis-cli -p PORT",
                "redis-benchmark -p PORT -q -n 10000 -t ping_mbulk,set,get,incr",
                "printf '*1\\r\\n$4\\r\\nPING\\r\\n' | socat - TCP:127.0.0.1:PORT");

final framing.Resp.Limits limits = new framing.Resp.Limits(1 << 20, 1000, 10);

/// Keys and values hold any bytes: as text in ISO-8859-1 they can be compared.
final Map<String, String> stored = new ConcurrentHashMap<>();

void serve(Program program) throws IOException {
    try (var listener = program.listener()) {
        while (true) {
            var client = listener.accept();
            Thread.startVirtualThread(() -> program.tries(_ -> serve(client)));
        }
    }
}

/// Replies leave when no further command has arrived: a client may send many at once.
void serve(Socket client) throws IOException {
    try (client) {
        var in = new BufferedInputStream(client.getInputStream());
        var out = new BufferedOutputStream(client.getOutputStream());
        try {
            for (Optional<Value> command; (command = framing.Resp.read(in, limits)).isPresent(); ) {
                framing.Resp.write(out, reply(words(command.get())));
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (ProtocolException _) {
            framing.Resp.write(out, new Failure("ERR Protocol error"));
        }
        out.flush();
    }
}

/// A command is an array of bulk strings.
List<String> words(Value command) throws ProtocolException {
    var words = new ArrayList<String>();
    if (command instanceof Array(var values)) {
        for (var value : values) {
            if (!(value instanceof Bulk(var bytes))) {
                throw new ProtocolException("expected bulk strings");
            }
            words.add(new String(bytes, ISO_8859_1));
        }
    }
    if (words.isEmpty()) {
        throw new ProtocolException("expected an array");
    }
    return words;
}

Value reply(List<String> words) {
    var name = words.getFirst().toUpperCase(Locale.ROOT);
    return switch (name + " " + (words.size() - 1)) {
        case "PING 0" -> new Simple("PONG");
        case "PING 1", "ECHO 1" -> bulk(words.get(1));
        case "SET 2" -> {
            stored.put(words.get(1), words.get(2));
            yield new Simple("OK");
        }
        case "GET 1" -> {
            var value = stored.get(words.get(1));
            yield value == null ? new Null() : bulk(value);
        }
        // Nothing is set; redis-benchmark asks.
        case "CONFIG 2" -> new Array(List.of(bulk(words.get(2)), bulk("")));
        case "INCR 1" -> incremented(words.get(1));
        default ->
                switch (name) {
                    case "DEL" -> deleted(words.subList(1, words.size()));
                    // Clients ask for these by themselves, and are content with nothing.
                    case "COMMAND", "CONFIG" -> new Array(List.of());
                    default -> new Failure("ERR unknown command, or a wrong number of arguments");
                };
    };
}

Value incremented(String key) {
    try {
        var sum = stored.merge(key, "1", (old, _) -> "" + Math.incrementExact(Long.parseLong(old)));
        return new Int(Long.parseLong(sum));
    } catch (ArithmeticException | NumberFormatException e) {
        return new Failure("ERR value is not an integer or out of range");
    }
}

Value deleted(List<String> keys) {
    return new Int(keys.stream().filter(key -> stored.remove(key) != null).count());
}

Bulk bulk(String bytes) {
    return new Bulk(bytes.getBytes(ISO_8859_1));
}
