package kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The same bytes in other pieces: what a parser makes of them must not depend on how they are cut.
public final class Splits {

    /// What a parser under test makes of bytes that come in these pieces, as text.
    @FunctionalInterface
    public interface Parser {
        String parse(List<byte[]> pieces) throws Exception;
    }

    /// Up to so many bytes are cut in every way into two.
    private static final int SHORT = 100;

    private static final int DRAWN = 20;

    /// Checks that `parser` makes `expected` of `bytes` at once, byte by byte, cut at random, and, if
    /// they are few, cut in two at each place.
    public static void allGive(String expected, byte[] bytes, Parser parser) {
        var splits = new ArrayList<List<byte[]>>();
        splits.add(List.of(bytes));
        splits.add(IntStream.range(0, bytes.length).mapToObj(i -> new byte[] {bytes[i]}).toList());
        for (int at = 1; at < bytes.length && bytes.length <= SHORT; at++) {
            splits.add(
                    List.of(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length)));
        }
        var weather = Weather.today();
        for (int i = 0; i < DRAWN; i++) {
            splits.add(weather.pieces(bytes));
        }
        splits.forEach(pieces -> gives(expected, pieces, parser));
    }

    private static void gives(String expected, List<byte[]> pieces, Parser parser) {
        Wire.note("network", "cuts " + inWords(pieces));
        var found = Attempt.of(() -> parser.parse(pieces)).returns();
        if (!found.equals(expected)) {
            throw Mismatch.of(expected, found + " of " + inWords(pieces));
        }
    }

    private static String inWords(List<byte[]> pieces) {
        int bytes = pieces.stream().mapToInt(piece -> piece.length).sum();
        return bytes > SHORT
                ? bytes + " bytes into " + pieces.size() + " pieces"
                : pieces.stream().map(Bytes::visible).collect(Collectors.joining(" | "));
    }

    private Splits() {}
}
