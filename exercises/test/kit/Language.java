package kit;

import java.util.Locale;

/// The language of the machine on which the code under test runs.
public final class Language {

    /// Does this on a machine on which `%d` gives Arabic digits, as it does where people speak
    /// Arabic, and not those from `0` to `9`.
    public static void withArabicDigits(Runnable action) {
        Wire.note("machine", "speaks Arabic, and %d gives Arabic digits");
        var usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            action.run();
        } finally {
            Locale.setDefault(usual);
        }
    }

    private Language() {}
}
