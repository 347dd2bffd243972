package loopback.launcher;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the person has called the command. The messages of this program all say `./course`; on their
/// way out that becomes what the person can type.
public final class Invocation {

    private static final String WRITTEN = "./course";
    private static final Pattern COMMAND =
            Pattern.compile("(?<![\\w./\\\\-])\\./course(?!\\.?\\w|[/-])");

    /// What needs no quotes in a shell.
    private static final Pattern PLAIN = Pattern.compile("[\\w./\\\\~:+@,-]+");

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private static final String NAME =
            shown(
                    System.getProperty("course.command", ""),
                    System.getProperty("user.dir"),
                    WINDOWS);

    /// The command as the person can type it.
    static String name() {
        return NAME;
    }

    /// Prints what this program says.
    public static PrintWriter printer(Writer out, boolean flushesLines) {
        return new PrintWriter(NAME.equals(WRITTEN) ? out : new Renaming(out), flushesLines);
    }

    /// A text with the command in it as it was called.
    static String renamed(String text, String name) {
        return text.contains(WRITTEN)
                ? COMMAND.matcher(text).replaceAll(Matcher.quoteReplacement(name))
                : text;
    }

    /// Sees each text that is printed as a whole.
    private static final class Renaming extends FilterWriter {

        Renaming(Writer out) {
            super(out);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            out.write(renamed(text.substring(offset, offset + length), NAME));
        }
    }

    /// How a command can be typed again.
    ///
    /// @param called what the launcher was told, or nothing
    /// @param folder where the person is
    static String shown(String called, String folder, boolean windows) {
        var name = windows ? nearby(called, folder) : called;
        if (name.isEmpty()) {
            return WRITTEN;
        }
        if (PLAIN.matcher(name).matches()) {
            return name;
        }
        return windows ? "\"" + name + "\"" : "'" + name.replace("'", "'\\''") + "'";
    }

    /// PowerShell gives the whole path of what was typed as `.\course.cmd`.
    private static String nearby(String called, String folder) {
        int last = called.lastIndexOf('\\');
        return last > 0 && called.substring(0, last).equalsIgnoreCase(folder)
                ? "." + called.substring(last)
                : called;
    }

    private Invocation() {}
}
