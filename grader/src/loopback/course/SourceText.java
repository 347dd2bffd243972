package loopback.course;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The text of a source in whatever encoding an editor has saved it: UTF-8, UTF-16, UTF-32 with a
/// mark, or Windows-1252.
///
/// Everything that reads what a learner has written reads it here, so that a verdict does not depend
/// on who asked for it.
///
/// @param repair what had to be put right to read it, a sentence
public record SourceText(String text, Optional<String> repair) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /// Bytes of a mark, and what they mark.
    private record Mark(Charset charset, int... bytes) {

        boolean begins(byte[] text) {
            for (int i = 0; i < bytes.length; i++) {
                if (i >= text.length || (text[i] & 0xff) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Mark> MARKS =
            List.of(
                    new Mark(StandardCharsets.UTF_8, 0xef, 0xbb, 0xbf),
                    new Mark(StandardCharsets.UTF_32LE, 0xff, 0xfe, 0, 0),
                    new Mark(StandardCharsets.UTF_16LE, 0xff, 0xfe),
                    new Mark(StandardCharsets.UTF_16BE, 0xfe, 0xff));

    /// Reads the bytes of a file.
    ///
    /// @param name of the file, as the sentences are to call it
    /// @throws CourseException if they are no text
    public static SourceText of(String name, byte[] bytes) {
        var mark = MARKS.stream().filter(each -> each.begins(bytes)).findFirst();
        if (mark.isPresent()) {
            var charset = mark.get().charset();
            int skipped = mark.get().bytes().length;
            var text = strictly(charset, bytes, skipped).map(each -> checked(name, each));
            if (text.isPresent()) {
                var said =
                        charset == StandardCharsets.UTF_8
                                ? " began with a byte order mark, which was taken off"
                                : " was in " + charset + ", and was read as such";
                return new SourceText(text.get(), Optional.of(name + said));
            }
        }
        var halves = withoutMark(bytes);
        if (halves.isPresent()) {
            var text = strictly(halves.get(), bytes, 0);
            if (text.isPresent()) {
                return new SourceText(
                        checked(name, text.get()),
                        Optional.of(name + " was in " + halves.get() + ", and was read as such"));
            }
        }
        var plain = strictly(StandardCharsets.UTF_8, bytes, 0);
        if (plain.isPresent()) {
            return new SourceText(checked(name, plain.get()), Optional.empty());
        }
        var text = strictly(WINDOWS, bytes, 0);
        if (text.isEmpty()) {
            throw new CourseException(
                    name + " is neither UTF-8 nor Windows-1252: save it in UTF-8");
        }
        return new SourceText(
                checked(name, text.get()),
                Optional.of(name + " was in Windows-1252, and was read as such"));
    }

    /// UTF-16 without a mark has a zero in nearly every second byte of a source.
    private static Optional<Charset> withoutMark(byte[] bytes) {
        if (bytes.length < 4 || bytes.length % 2 != 0) {
            return Optional.empty();
        }
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }
        int most = bytes.length / 2;
        if (zeros[0] == 0 && zeros[1] > most * 3 / 4) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return zeros[1] == 0 && zeros[0] > most * 3 / 4
                ? Optional.of(StandardCharsets.UTF_16BE)
                : Optional.empty();
    }

    private static Optional<String> strictly(Charset charset, byte[] bytes, int from) {
        try {
            var buffer = ByteBuffer.wrap(bytes, from, bytes.length - from);
            return Optional.of(charset.newDecoder().decode(buffer).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String checked(String name, String text) {
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            throw new CourseException(name + " is not text: character " + (zero + 1) + " is zero");
        }
        return text;
    }
}
