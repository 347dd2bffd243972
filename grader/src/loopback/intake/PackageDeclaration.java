package loopback.intake;

/// The package line of a source, which stands before everything but comments.
///
/// It is looked for by hand: a pattern that skips blank lines begins again at each of them.
///
/// @param name empty if there is no such line
/// @param from where it begins, or where it would
/// @param to behind its semicolon
record PackageDeclaration(String name, int from, int to) {

    private static final String WORD = "package";

    static PackageDeclaration of(String text) {
        int from = afterComments(text);
        int at = from + WORD.length();
        if (!text.startsWith(WORD, from) || at >= text.length() || !isBlank(text.charAt(at))) {
            return new PackageDeclaration("", from, from);
        }
        var name = new StringBuilder();
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == ';') {
                return new PackageDeclaration(name.toString(), from, at + 1);
            }
            if (Character.isJavaIdentifierPart(c) || c == '.') {
                name.append(c);
            } else if (!isBlank(c)) {
                break;
            }
        }
        return new PackageDeclaration("", from, from);
    }

    /// The text with another package line, in which everything else stays in its line.
    String replacedIn(String text, String packageName) {
        var lines = "\n".repeat((int) text.substring(from, to).lines().skip(1).count());
        var blank = from == to ? " " : "";
        return text.substring(0, from)
                + "package "
                + packageName
                + ";"
                + blank
                + lines
                + text.substring(to);
    }

    private static int afterComments(String text) {
        int at = 0;
        while (at < text.length()) {
            if (isBlank(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = endOf(text, "\n", at);
            } else if (text.startsWith("/*", at)) {
                at = endOf(text, "*/", at + 2);
            } else {
                break;
            }
        }
        return at;
    }

    /// Behind that mark; the end of the text if it does not come.
    private static int endOf(String text, String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c);
    }
}
