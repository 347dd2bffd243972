package kit;

import java.util.Locale;

/// What a step changes in the machine on which the code under test runs, until it is closed.
///
/// No connection shows such a setting, so the transcript does: nobody can find a mistake in what
/// they were not told. Whatever else a step may have to set (a time zone, a property) belongs here.
public final class Machine implements AutoCloseable {

    private static final String NAME = "machine";

    private final Runnable asItWas;

    private Machine(Runnable asItWas) {
        this.asItWas = asItWas;
    }

    /// Makes `tag` the default locale, as `tr` for Turkish.
    public static Machine speaks(String tag) {
        var before = Locale.getDefault();
        var now = Locale.forLanguageTag(tag);
        Locale.setDefault(now);
        Wire.note(
                NAME,
                "speaks "
                        + now.getDisplayLanguage(Locale.ENGLISH)
                        + ": the default locale is "
                        + tag);
        return new Machine(() -> Locale.setDefault(before));
    }

    @Override
    public void close() {
        asItWas.run();
    }
}
