package addresses;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

public final class Services {

    private static final Pattern LINE =
            Pattern.compile("\\s*([^\\s#]+)\\s+(0|[1-9]\\d{0,4})/([^\\s#]+)(\\s[^#]*)?(#.*)?");

    public static OptionalInt port(Reader services, String name, String protocol)
            throws IOException {
        var port = find(services, protocol, line -> isCalled(line, name), 2);
        return port.map(Integer::valueOf).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    public static Optional<String> name(Reader services, int port, String protocol)
            throws IOException {
        return find(services, protocol, line -> line.group(2).equals(String.valueOf(port)), 1);
    }

    private static boolean isCalled(MatchResult line, String name) {
        var names = line.group(4) == null ? line.group(1) : line.group(1) + line.group(4);
        return Arrays.asList(names.split("\\s+")).contains(name);
    }

    private static Optional<String> find(
            Reader services, String protocol, Predicate<MatchResult> fits, int group)
            throws IOException {
        try (services;
                var lines = new BufferedReader(services).lines()) {
            return lines.map(LINE::matcher)
                    .filter(line -> line.matches() && Integer.parseInt(line.group(2)) < 65536)
                    .filter(line -> line.group(3).equals(protocol) && fits.test(line))
                    .map(line -> line.group(group))
                    .findFirst();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Services() {}
}
