package kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a program is given, each word by its name.
///
/// The usage names the words in their order, each with an example: `HOST=127.0.0.1 PORT=7777`. In
/// brackets stands what may be left out, and what it is then: `[PORT=0]`. A last name that ends in
/// `…` is one word or more.
final class Arguments {

    /// One sentence says what was wrong, where, and what to type.
    static final class WrongUseException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private WrongUseException(String sentence) {
            super(sentence);
        }
    }

    private record Word(String name, String example, boolean isOptional) {

        static Word of(String usage) {
            var plain = usage.replaceAll("[\\[\\]]", "");
            int at = plain.indexOf('=');
            return new Word(plain.substring(0, at), plain.substring(at + 1), usage.startsWith("["));
        }

        boolean isRest() {
            return name.endsWith("…");
        }

        String shown() {
            return isOptional ? "[" + name + "]" : name;
        }
    }

    private final String program;
    private final List<Word> words;
    private final List<String> given;

    Arguments(String program, String usage, List<String> given) {
        this.program = program;
        words = usage.isEmpty() ? List.of() : Stream.of(usage.split(" ")).map(Word::of).toList();
        this.given = given;
    }

    /// The program's own name.
    String name() {
        return program;
    }

    /// Throws if there are too few or too many words.
    void check() {
        if (isIncomplete()) {
            throw wrong("it takes " + shown());
        }
        if (given.size() > words.size() && (words.isEmpty() || !words.getLast().isRest())) {
            var tooMuch = given.get(words.size());
            throw wrong("it takes " + shown() + ", and \"" + tooMuch + "\" is one too many");
        }
    }

    boolean isIncomplete() {
        return given.size() < words.stream().filter(word -> !word.isOptional).count();
    }

    boolean has(String name) {
        return words.stream().anyMatch(word -> word.name.equals(name));
    }

    String text(String name) {
        int at = indexOf(name);
        return at < given.size() ? given.get(at) : words.get(at).example;
    }

    List<String> texts(String name) {
        int at = indexOf(name);
        return at < given.size() ? given.subList(at, given.size()) : List.of(text(name));
    }

    /// A number from 1 on.
    int number(String name) {
        int number = numberIn(text(name));
        if (number < 1) {
            throw wrong(name + " is \"" + text(name) + "\" and no number from 1 to 2147483647");
        }
        return number;
    }

    int port(String name) {
        return port(name, text(name));
    }

    private int port(String name, String word) {
        int port = numberIn(word);
        if (port < 0 || port > 65535) {
            throw wrong(name + " is \"" + word + "\" and no number from 0 to 65535");
        }
        return port;
    }

    /// What `HOST:PORT` names.
    InetSocketAddress address(String word) throws IOException {
        int colon = word.lastIndexOf(':');
        if (colon < 1) {
            throw wrong("\"" + word + "\" has no port: it has to be HOST:PORT");
        }
        var host = word.substring(0, colon).replaceAll("^\\[|]$", "");
        return address(host, port("the port of " + word, word.substring(colon + 1)));
    }

    InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw wrong("\"" + host + "\" has no address");
        }
    }

    WrongUseException wrong(String what) {
        var example =
                words.stream()
                        .filter(word -> !word.isOptional)
                        .map(word -> " " + word.example)
                        .collect(Collectors.joining());
        return new WrongUseException(
                program + ": " + what + "; for example ./course try " + program + example);
    }

    private static int numberIn(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).name.equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " is not in the usage");
    }

    private String shown() {
        return words.isEmpty()
                ? "nothing"
                : words.stream().map(Word::shown).collect(Collectors.joining(" "));
    }
}
