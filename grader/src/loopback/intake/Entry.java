package loopback.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One thing in a folder or an archive.
///
/// @param path its segments joined by `/`, checked: it leads nowhere else
/// @param size what its container says; -1 if it does not say
record Entry(String path, Kind kind, long size, Content content) {

    enum Kind {
        FILE,
        FOLDER,
        LINK,
        DEVICE,
        /// Must not be read: reading throws the reason.
        REFUSED
    }

    /// The bytes, at most one more than a limit.
    @FunctionalInterface
    interface Content {
        byte[] upTo(int bytes) throws IOException;

        /// The content of an entry that is never read.
        Content NONE = _ -> new byte[0];
    }

    private static final int LONGEST = 500;

    /// An entry of that name, or a refused one where the name leads elsewhere: whoever reads the
    /// archive of a whole class meets it among those of one learner.
    static Entry of(String name, Kind kind, long size, Content content) {
        try {
            return new Entry(checked(name), kind, size, content);
        } catch (RefusedException e) {
            return refused(name, e.getMessage());
        }
    }

    /// An entry that says why it is not read.
    static Entry refused(String name, String why) {
        return new Entry(
                harmless(name),
                Kind.REFUSED,
                -1,
                _ -> {
                    throw new RefusedException(why);
                });
    }

    /// The same below another name.
    Entry in(String folder) {
        return new Entry(folder + "/" + path, kind, size, content);
    }

    /// The same without its first segments.
    Entry without(int segments) {
        var all = segments();
        var rest = String.join("/", all.subList(segments, all.size()));
        return new Entry(rest, kind, size, content);
    }

    List<String> segments() {
        return List.of(path.split("/"));
    }

    String name() {
        return segments().getLast();
    }

    byte[] read(int limit) {
        byte[] bytes;
        try {
            bytes = content.upTo(limit);
        } catch (RefusedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new RefusedException(quoted() + " cannot be unpacked: " + e.getMessage());
        }
        if (bytes.length > limit) {
            throw new RefusedException(
                    quoted() + " has more than " + limit + " bytes, which no source needs");
        }
        if (size >= 0 && size != bytes.length) {
            throw new RefusedException(
                    quoted() + " says that it has " + size + " bytes, and has others");
        }
        return bytes;
    }

    String quoted() {
        return quoted(path);
    }

    /// A name as it can be printed.
    static String quoted(String name) {
        var shown = new StringBuilder("\"");
        name.codePoints()
                .limit(120)
                .map(c -> Character.isISOControl(c) || isInvisible(c) ? '·' : c)
                .forEach(shown::appendCodePoint);
        return shown.append(name.length() > 120 ? "…\"" : "\"").toString();
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /// A name that stays where it is put, for one that does not: its first segment says whose it is.
    private static String harmless(String name) {
        var segments =
                Stream.of(name.replace('\\', '/').replace('\0', '-').split("/"))
                        .filter(segment -> !segment.isBlank() && !segment.matches("\\.\\.?"))
                        .map(segment -> segment.substring(0, Math.min(LONGEST, segment.length())))
                        .limit(3)
                        .collect(Collectors.joining("/"));
        return segments.isEmpty() ? "unnamed" : segments;
    }

    /// The name with `/` between its segments, if it stays where it is put.
    private static String checked(String name) {
        if (name.length() > LONGEST) {
            throw new RefusedException("the name " + quoted(name) + " is too long");
        }
        var plain = name.replace('\\', '/');
        if (plain.startsWith("/") || plain.matches("[A-Za-z]:.*")) {
            throw new RefusedException(quoted(name) + " is an absolute path: it leads elsewhere");
        }
        var segments = new ArrayList<String>();
        for (var segment : plain.split("/")) {
            if (segment.equals("..")) {
                throw new RefusedException(quoted(name) + " leads out of where it is unpacked");
            }
            if (segment.indexOf('\0') >= 0) {
                throw new RefusedException(quoted(name) + " has a zero byte in its name");
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return String.join("/", segments);
    }
}
