package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.engine.verdict.Verdict;
import loopback.engine.verdict.WireEvent;
import loopback.progress.LastVerdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/// The page of an exercise with what its last check said, in a browser.
class VerdictPageIT {

    private static final String PAGE = "echo-Echo.html";
    private static final String HOSTILE = "</pre><script>alert(1)</script>\u202e\u0007";

    @TempDir private static Path root;

    private static Browser browser;
    private static Site site;
    private static Reader reader;

    @BeforeAll
    static void open() {
        FileIo.write(root.resolve("README.adoc"), "= Tiny\n\nIt is small.");
        FileIo.write(
                root.resolve("lessons/01-echo/README.adoc"),
                "= Echo\n:exercises: echo/Echo\n:minutes: 5\n\nThe first sentence.");
        FileIo.write(
                root.resolve("lessons/01-echo/hints.adoc"), "= Hints\n\n== Echo\n\n=== 1\nA hint.");
        FileIo.write(
                root.resolve("exercises/src/echo/Echo.java"),
                """
                package echo;

                /// Says it again.
                public final class Echo {
                    public static String echo(String s) {
                        throw new UnsupportedOperationException("TODO: say it again");
                    }
                }
                """);
        FileIo.write(
                root.resolve("exercises/test/echo/EchoTest.java"),
                "class EchoTest {\n    @Test\n    @Order(1)\n    void it_echoes() {}\n}\n");
        var course = new Course(root);
        site = new Site(course, root.resolve("site"), true);
        reader =
                new Reader(
                        course,
                        root.resolve("site"),
                        site,
                        0,
                        new LiveChecks(course, _ -> check()));
        browser = Browser.start();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        reader.close();
        site.close();
    }

    /// A check that takes no time, as it ends between two looks, and fails with the text `checked`.
    private static ProcessBuilder check() {
        keep("checked", event(1, "alice", "connects", ""));
        return new ProcessBuilder("true");
    }

    @Test
    void a_check_changes_the_page_which_keeps_its_place() {
        keep("not yet");
        browser.show(reader.address(PAGE), 1440, "light");
        browser.driver()
                .executeScript(
                        "document.querySelector('article').style.paddingBottom = '2000px';"
                                + "document.querySelector('#step-1').scrollIntoView()");
        double before = topOfTheSteps();

        browser.driver().executeScript("document.querySelector('.checking button').click()");
        browser.await("document.querySelector('.verdict').innerText.includes('checked')");

        assertEquals(before, topOfTheSteps(), 1); // Pixels are whole when a page is scrolled.
        assertEquals(1L, browser.value("document.querySelectorAll('.wire').length"));
        browser.await("document.querySelector('.checking .status').innerText === ''");

        keep("started elsewhere");
        browser.await("document.querySelector('.verdict').innerText.includes('started elsewhere')");
        assertEquals(List.of(), PagesIT.violations(browser));
    }

    /// From the top of the page to a check, its words and a hint, without a mouse.
    @Test
    void the_keyboard_alone_is_enough() {
        keep("not yet");
        browser.show(reader.address(PAGE), 1440, "light");

        tabTo("Check");
        press(Keys.ENTER);
        browser.await("document.querySelector('.verdict').innerText.includes('checked')");
        tabTo("Check on save");
        press(Keys.SPACE);
        assertEquals(true, browser.value("document.querySelector('.checking input').checked"));
        tabTo("The same in words");
        press(Keys.ENTER);
        browser.await("document.querySelector('.words').open");
        tabTo("A hint for step 1");
        press(Keys.ENTER);
        browser.await("document.querySelector('.hint').open");
        assertTrue((Boolean) browser.value("document.activeElement.matches(':focus-visible')"));
    }

    /// Goes from one thing that takes keys to the next, until it is called so.
    private static void tabTo(String name) {
        var names = new ArrayList<String>();
        do {
            press(Keys.TAB);
            names.add((String) browser.value(FOCUSED));
            assertTrue(names.size() < 200, () -> name + " is none of " + names);
        } while (!names.getLast().equals(name));
    }

    private static final String FOCUSED =
            """
            (e => (e.labels?.[0] ?? e).innerText.trim())(document.activeElement)\
            """;

    private static void press(Keys key) {
        new Actions(browser.driver()).sendKeys(key).perform();
    }

    /// A browser has six connections to a server: what is left behind keeps the next page waiting.
    @Test
    void a_page_that_is_left_keeps_no_connection() {
        var record =
                "sources = []; EventSource = class extends EventSource {"
                        + " constructor(url) { super(url); sources.push(this); } };";
        browser.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", record));
        browser.show(reader.address(PAGE), 1440, "light");
        assertEquals(1L, browser.value("sources.length"));

        browser.driver().executeScript("dispatchEvent(new Event('pagehide'))");

        assertEquals(
                true, browser.value("sources.every(s => s.readyState === EventSource.CLOSED)"));
    }

    private static double topOfTheSteps() {
        var top = "document.querySelector('#step-1').getBoundingClientRect().top";
        return ((Number) browser.value(top)).doubleValue();
    }

    @Test
    void before_a_check_and_from_disk_a_page_says_what_to_type() {
        browser.show(reader.address(PAGE), 1440, "light");
        FileIo.delete(root.resolve(".course/verdicts/echo/Echo.json"));

        for (var address :
                List.of(reader.address(PAGE), root.resolve("site/" + PAGE).toUri().toString())) {
            browser.show(address, 1440, "light");
            var text = (String) browser.value("document.querySelector('.verdict').innerText");
            assertTrue(text.contains("./course check Echo"), text);
            assertEquals(0L, browser.value("document.querySelectorAll('main svg').length"));
        }
    }

    @Test
    void after_a_check_it_shows_each_failed_step_as_a_picture() {
        keep(
                "expected  \"PONG\\r\\n\"\nfound     \"PING\\r\\n\"\nat echo.Echo.echo(Echo.java:6)",
                event(1, "alice", "connects", ""),
                event(2, "alice", "sends", "\"PING\\r\\n\""),
                event(3, "you", "send", "\"PING\\r\\n\""));

        browser.show(reader.address(PAGE), 1440, "light");

        assertEquals(3L, browser.value("document.querySelectorAll('.wire .shape').length"));
        assertEquals(
                List.of("alice", "you"),
                browser.value(
                        "[...document.querySelectorAll('.side text')].map(t => t.textContent)"));
        var text = (String) browser.value("document.querySelector('.verdict').innerText");
        for (var shown : List.of("0 of 1 point", "it_echoes", "Perhaps: You answer too early.")) {
            assertTrue(text.contains(shown), text);
        }
    }

    @Test
    void a_picture_is_accessible_and_fits_whatever_is_in_it() {
        var events = new WireEvent[24];
        for (int i = 0; i < events.length; i++) {
            var who = i % 3 == 2 ? "you" : "client with a name " + i % 9;
            events[i] =
                    new WireEvent(
                            i < 12 ? i + 1 : i + 50,
                            who,
                            i % 2 == 0 ? "sends" : "throw " + "x".repeat(99) + HOSTILE,
                            i % 2,
                            i % 2,
                            i % 2 == 0 ? "" : "\"" + HOSTILE.repeat(9) + "\"",
                            "client with a name " + i % 9);
        }
        keep("expected  \"" + HOSTILE + "\"\nfound     \"</pre><script>no\"", events);

        for (var colours : List.of("light", "dark")) {
            browser.show(reader.address(PAGE), 1440, colours);
            browser.driver()
                    .executeScript("document.querySelectorAll('details').forEach(d => d.open = 1)");
            assertEquals(List.of(), PagesIT.violations(browser), colours);
        }
        browser.show(reader.address(PAGE), 360, "light");
        assertEquals(
                browser.value("innerWidth"),
                browser.value("Math.max(innerWidth, document.documentElement.scrollWidth)"));
        assertEquals(List.of(), browser.value(OUTSIDE));
        assertEquals(0L, browser.value("document.querySelectorAll('main script').length"));
        assertFalse(
                ((String) browser.value("document.querySelector('.verdict').innerHTML"))
                        .matches("(?s).*[\u202e\u0007].*"));
    }

    /// Texts of a picture that begin or end outside of it.
    private static final String OUTSIDE =
            """
            [...document.querySelectorAll('.wire text')].filter(text => {
                const box = text.getBoundingClientRect();
                const all = text.closest('figure').getBoundingClientRect();
                return box.left < all.left - 1 || box.right > all.right + 1;
            }).map(text => text.textContent)\
            """;

    private static WireEvent event(int number, String who, String what, String preview) {
        int bytes = preview.isEmpty() ? 0 : 6;
        return new WireEvent(number, who, what, bytes, Math.min(1, bytes), preview, "alice");
    }

    private static void keep(String message, WireEvent... events) {
        var test =
                new Verdict.Test(
                        1,
                        "it_echoes",
                        Verdict.Outcome.FAILED,
                        0,
                        1,
                        message,
                        "  1 alice  connects",
                        List.of(events),
                        "You answer too early.",
                        "",
                        "");
        new LastVerdict(new Course(root), Exercise.of("echo/Echo"))
                .keep(new Verdict("echo/Echo", Verdict.Status.FAILED, 0.1, "", List.of(test)));
    }
}
