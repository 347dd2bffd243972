package loopback.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CrossReferencesTest {

    private static final Set<String> THERE =
            Set.of("README.adoc", "lessons/02-tcp/README.adoc", "lessons/02-tcp/hints.adoc");

    @Test
    void what_is_there_stays_a_reference() {
        same("see xref:../02-tcp/README.adoc[TCP].");
        same("see xref:../02-tcp/README.adoc#q-close[TCP].");
        same("link:hints.adoc[Hints], link:../../README.adoc[], xref:#below[below], <<below>>");
        same("https://www.rfc-editor.org/rfc/rfc9293[RFC 9293], link:https://example.org/[there]");
    }

    @Test
    void what_is_not_there_is_only_what_it_says() {
        becomes("in xref:../04-timeouts/README.adoc[Timeouts], 2.", "in Timeouts, 2.");
        becomes(
                "xref:../05-x/README.adoc#q-a[lesson 5] shows, link:X.java[X $1]",
                "lesson 5 shows, X $1");
        becomes("xref:../05-x/README.adoc[a [b\\] c]", "a [b] c");
        becomes("link:../05-x/README.adoc[]", "../05-x/README.adoc");
    }

    private static void same(String text) {
        becomes(text, text);
    }

    private static void becomes(String text, String expected) {
        assertEquals(expected, CrossReferences.within(text, "lessons/02-tcp/README.adoc", THERE));
    }

    @Test
    void a_reference_through_an_attribute_is_one() {
        var text =
                "= Python\n:1: xref:01-a/README.adoc\n:2: xref:02-b/README.adoc\n\n"
                        + "{1}#_six[Lesson 1], {2}#_two[lesson 2], {nbsp}[x]";

        assertEquals(
                text.replace("{1}#_six[Lesson 1]", "Lesson 1"),
                CrossReferences.within(
                        text, "lessons/python.adoc", java.util.Set.of("lessons/02-b/README.adoc")));
    }
}
