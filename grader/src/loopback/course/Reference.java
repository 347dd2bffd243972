package loopback.course;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Something that a class may refer to, of the JDK or of its exercise, as it is written in a mistake:
/// `java.util.Scanner`, `java.net.Socket.setSoTimeout`, `java.lang.String.toUpperCase()` for that
/// overload alone, `new java.lang.String(byte[])` for a constructor.
///
/// @param owner the type that declares the member, or the type itself; nested ones with a dot
/// @param member the name of the field or method, `<init>` for a constructor; empty where the name
///     may be that of a type
/// @param parameters the simple names of the parameters' types, if one overload is meant
public record Reference(
        String name, String owner, String member, Optional<List<String>> parameters) {

    private static final Pattern FORM =
            Pattern.compile("(new )?([\\w$]+(?:\\.[\\w$]+)+)(?:\\(([^()]*)\\))?");

    static Reference parse(String words) {
        var matcher = FORM.matcher(words.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    words + " is neither a type nor a member, like java.net.Socket.setSoTimeout");
        }
        var name = matcher.group(2).replace('$', '.');
        var parameters = Optional.ofNullable(matcher.group(3)).map(Reference::types);
        if (matcher.group(1) != null) {
            return new Reference(name, name, "<init>", parameters);
        }
        int dot = name.lastIndexOf('.');
        return new Reference(name, name.substring(0, dot), name.substring(dot + 1), parameters);
    }

    private static List<String> types(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
    }

    /// Whether a type by that name, or a member of that type, is meant; nested types with a dot.
    public boolean isType(String type) {
        return parameters.isEmpty() && !member.equals("<init>") && type.equals(name);
    }

    /// Whether that member is meant.
    public boolean isMember(String type, String named, List<String> types) {
        return type.equals(owner)
                && named.equals(member)
                && parameters.map(types::equals).orElse(true);
    }
}
