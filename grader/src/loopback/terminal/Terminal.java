package loopback.terminal;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/// Where a command prints: with colour and signs on a terminal, in plain stable lines elsewhere.
///
/// Colour is never the only sign of anything.
public record Terminal(PrintWriter out, PrintWriter err, boolean plain) {

    private static final int FEWEST_COLUMNS = 40;
    private static final int MOST_COLUMNS = 78;

    /// The terminal of this process. Plain unless the launcher, or if it does not say, the console
    /// is a terminal, and nobody objects.
    public static Terminal ofProcess(PrintWriter out, PrintWriter err, boolean askedForPlain) {
        var noColor = System.getenv("NO_COLOR");
        var told = System.getProperty("course.terminal");
        boolean terminal =
                told != null
                        ? Boolean.parseBoolean(told)
                        : System.console() != null && System.console().isTerminal();
        boolean plain = askedForPlain || !terminal || noColor != null && !noColor.isEmpty();
        return new Terminal(out, err, plain);
    }

    /// How many columns a line may take: those of the terminal, within what is good to read.
    public int width() {
        int columns = Integer.getInteger("course.columns", MOST_COLUMNS);
        return plain || columns <= 0
                ? MOST_COLUMNS
                : Math.clamp(columns, FEWEST_COLUMNS, MOST_COLUMNS);
    }

    /// Prints a text whose lines are broken at words where they are too long for the terminal.
    ///
    /// @param label what stands before the first line; as many blanks stand before the others
    public void wrap(String label, String text) {
        var before = label;
        for (var line : text.lines().toList()) {
            for (var part : PrintableText.wrapped(line, width() - label.length())) {
                print((before + part).stripTrailing());
                before = " ".repeat(label.length());
            }
        }
    }

    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /// Text with a name or a word in it that somebody else has chosen, without what moves a cursor,
    /// changes colours or the direction of writing.
    public static String harmless(String text) {
        return PrintableText.printable(text);
    }

    public void complain(String sentence) {
        err.println(harmless(sentence));
        err.flush();
    }

    /// Puts a line in place of the last one, on a terminal only.
    public void overwrite(String line) {
        if (!plain) {
            err.print("\r\033[K" + line);
            err.flush();
        }
    }

    public String good(String text) {
        return styled(text, Style.fg_green);
    }

    public String bad(String text) {
        return styled(text, Style.fg_red);
    }

    public String strong(String text) {
        return styled(text, Style.bold);
    }

    public String faint(String text) {
        return styled(text, Style.faint);
    }

    /// The sign of a passed step.
    public String passed() {
        return plain ? "passed" : good("✓");
    }

    /// The sign of a step that did not pass.
    public String failed() {
        return plain ? "failed" : bad("✗");
    }

    private String styled(String text, IStyle style) {
        return plain || text.isEmpty() ? text : style.on() + text + Style.reset.on();
    }
}
