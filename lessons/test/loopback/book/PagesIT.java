package loopback.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import loopback.course.Course;
import loopback.course.Lesson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/// The pages in a browser, as `./course read` serves them and as files.
class PagesIT {

    private static final Course COURSE =
            new Course(Path.of(System.getProperty("course.root")).toAbsolutePath().normalize());
    private static final Path SITE = Path.of(System.getProperty("site"));

    /// The levels A and AA.
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /// What is started where nothing is to be.
    private static final ProcessBuilder NOBODY = new ProcessBuilder("nobody");

    private static Browser browser;
    private static Site site;
    private static Reader reader;

    @BeforeAll
    static void open() {
        browser = Browser.start();
        site = new Site(COURSE, SITE, true);
        reader = new Reader(COURSE, SITE, site, 0, new LiveChecks(COURSE, _ -> NOBODY));
        browser.driver()
                .executeCdpCommand(
                        "Browser.grantPermissions",
                        java.util.Map.of(
                                "permissions",
                                List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    }

    @AfterAll
    static void close() {
        if (reader != null) {
            reader.close();
            site.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothing_went_wrong_or_out() {
        assertEquals(List.of(), browser.console());
        for (var request : browser.requests()) {
            assertTrue(request.matches("(http://127\\.0\\.0\\.1:|file:|data:).*"), request);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "map.html",
                "01-addresses.html",
                "04-timeouts.html",
                "tcp-Dialer.html",
                "python.html",
                "glossary.html",
                "teacher.html",
                "maintainer.html"
            })
    void a_page_is_accessible_and_fits_in_light_and_dark(String page) {
        for (var colours : List.of("light", "dark")) {
            browser.show(reader.address(page), 1440, colours);
            browser.driver()
                    .executeScript("document.querySelectorAll('details').forEach(d => d.open = 1)");
            assertEquals(List.of(), violations(browser), page + ", " + colours);
        }
        for (int width : List.of(360, 768)) {
            browser.show(reader.address(page), width, "light");
            assertEquals(
                    browser.value("innerWidth"),
                    browser.value("Math.max(innerWidth, document.documentElement.scrollWidth)"),
                    page + " is wider than a window of " + width);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"map.html", "01-addresses.html", "04-timeouts.html", "python.html"})
    void a_table_breaks_no_name_and_lies_in_the_page(String page) {
        for (int width : List.of(360, 768, 1440)) {
            browser.show(reader.address(page), width, "light");
            assertEquals(List.of(), browser.value(BROKEN), page + " at " + width);
        }
        assertEquals(
                List.of(),
                browser.value(
                        """
                        [...document.querySelectorAll('.scroll')]
                            .filter(e => e.scrollWidth > e.clientWidth).map(e => e.innerText)\
                        """),
                page + " scrolls at 1440");
    }

    /// The names in tables that stand in two lines.
    private static final String BROKEN =
            """
            [...document.querySelectorAll('td code')].flatMap(code => {
                const broken = [];
                const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    for (const name of walker.currentNode.data.matchAll(/\\w+/g)) {
                        const range = document.createRange();
                        range.setStart(walker.currentNode, name.index);
                        range.setEnd(walker.currentNode, name.index + name[0].length);
                        if (range.getClientRects().length > 1) broken.push(name[0]);
                    }
                    const next = walker.currentNode.nextSibling;
                    const after = next?.nextSibling ?? next;
                    if (next && /\\w$/.test(walker.currentNode.data) && /^\\w/.test(after.textContent)) {
                        broken.push(code.textContent);
                    }
                }
                return broken;
            })\
            """;

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "02-tcp.html", "05-concurrency.html", "tcp-Dialer.html"})
    void text_and_listings_end_at_one_edge(String page) {
        browser.show(reader.address(page), 1440, "light");
        var edges =
                browser.value(
                        """
                        [...new Set([...document.querySelectorAll('.text :is(p, pre, .scroll, .content)')]
                            .filter(e => e.checkVisibility() && !e.closest('details, td, dd'))
                            .map(e => Math.round(e.getBoundingClientRect().right)))]\
                        """);
        assertEquals(1, ((List<?>) edges).size(), page + " ends at " + edges);
    }

    @Test
    void contracts_and_starters_are_read_without_scrolling() {
        for (var exercise : COURSE.exercises()) {
            browser.show(reader.address(Page.fileOf(exercise)), 1440, "light");
            browser.driver()
                    .executeScript("document.querySelectorAll('details').forEach(d => d.open = 1)");
            var cut =
                    browser.value(
                            """
                            [...document.querySelectorAll('.signature pre, .starter pre, .scroll')]
                                .filter(e => e.scrollWidth > e.clientWidth).map(e => e.innerText)\
                            """);
            assertEquals(List.of(), cut, exercise.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01-addresses.html", "02-tcp.html"})
    void what_goes_on_beyond_an_edge_shows_that_and_is_reached_by_keyboard(String page) {
        browser.show(reader.address(page), 360, "light");
        var cut =
                """
                [...document.querySelectorAll('.scroll, pre, .imageblock .content')]
                    .filter(e => e.scrollWidth > e.clientWidth)\
                """;
        browser.await(cut + ".every(e => e.tabIndex === 0)");
        assertTrue((Boolean) browser.value(cut + ".length > 3"));
        assertEquals(
                List.of(),
                browser.value(
                        cut
                                + ".filter(e => !getComputedStyle(e).backgroundAttachment"
                                + ".includes('local')).map(e => e.innerText)"));
    }

    @Test
    void the_letters_of_a_diagram_are_as_large_as_those_of_the_text() {
        browser.show(reader.address("02-tcp.html"), 1440, "light");
        var smaller =
                """
                [...document.querySelectorAll('.imageblock svg text')].filter(e =>
                    parseFloat(getComputedStyle(e).fontSize) * e.getCTM().a
                        < parseFloat(getComputedStyle(document.body).fontSize) - 0.1)
                    .map(e => e.textContent)\
                """;
        assertEquals(List.of(), browser.value(smaller));
    }

    @Test
    void a_page_that_is_not_accessible_would_be_found() {
        browser.show("data:text/html,<title>A form</title><input>", 1440, "light");
        assertFalse(violations(browser).isEmpty());
    }

    @Test
    void the_search_is_accessible() {
        browser.show(reader.address("index.html"), 1440, "dark");
        search("socket");
        assertEquals(List.of(), violations(browser));
    }

    static List<String> violations(Browser browser) {
        return new AxeBuilder()
                .withTags(RULES).analyze(browser.driver()).getViolations().stream()
                        .map(violation ->
                                violation.getId()
                                        + ": "
                                        + violation.getNodes().stream()
                                                .limit(3)
                                                .map(node -> node.getHtml())
                                                .toList())
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"served", "from disk"})
    void the_search_finds_a_word_from_each_lesson(String how) {
        var start =
                how.equals("served")
                        ? reader.address("index.html")
                        : SITE.resolve("index.html").toUri().toString();
        browser.show(start, 1440, "light");
        for (var lesson : COURSE.lessons()) {
            var word = Pattern.compile("\\w{3,}").matcher(lesson.title()).results();
            search(word.map(result -> result.group()).reduce("", PagesIT::longer));
            var page = lesson.folder().getFileName() + ".html";
            browser.await(
                    "[...document.querySelectorAll('dialog a')].some(a => a.href.includes('"
                            + page
                            + "'))");
            press(Keys.ESCAPE);
            browser.await("!document.querySelector('dialog').open");
        }
        search("EchoOnce");
        browser.await(
                "[...document.querySelectorAll('dialog a')][0]?.href.includes('tcp-EchoOnce.html')");
        press(Keys.ESCAPE);
        browser.await("!document.querySelector('dialog').open");
        search("three-way handshake");
        press(Keys.ARROW_DOWN, Keys.ENTER);
        browser.await("location.href.includes('02-tcp.html')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"served", "from disk"})
    void the_search_shows_the_words_in_their_sentence(String how) {
        browser.show(
                how.equals("served")
                        ? reader.address("index.html")
                        : SITE.resolve("index.html").toUri().toString(),
                1440,
                "light");
        search("three-way handshake");
        browser.await("document.querySelectorAll('dialog small mark').length > 0");
        var shown = (String) browser.value("document.querySelector('dialog small').textContent");
        assertTrue(shown.contains("Three segments make a connection"), shown);
        assertEquals(
                List.of("Three", "three", "way", "handshake"),
                browser.value(
                        """
                        [...document.querySelectorAll('dialog li:first-child small mark')]
                            .map(mark => mark.textContent)\
                        """));
    }

    private static String longer(String one, String other) {
        return one.length() >= other.length() ? one : other;
    }

    private static void search(String words) {
        press("/");
        browser.await("document.activeElement.id === 'search'");
        press(words);
        browser.await("document.querySelectorAll('dialog a').length > 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "tcp-EchoOnce.html"})
    void the_keyboard_reaches_everything(String page) {
        browser.show(reader.address(page), 1440, "light");
        var number =
                """
                [...document.querySelectorAll('a[href], button, summary, input')]
                    .filter(e => e.checkVisibility()).map((e, i) => e.dataset.number = i).length\
                """;
        long wanted = (Long) browser.value(number);
        Set<Object> reached = new HashSet<>();
        for (int i = 0; i < wanted + 30; i++) {
            press(Keys.TAB);
            reached.add(browser.value("document.activeElement.dataset.number ?? ''"));
        }
        reached.remove("");
        assertEquals(wanted, reached.size());
    }

    @Test
    void a_hint_opens_one_at_a_time() {
        browser.show(reader.address("tcp-EchoOnce.html"), 1440, "light");
        var step = browser.driver().findElement(By.id("step-1"));
        var hints = step.findElements(By.cssSelector("details.hint > .content"));
        assertTrue(hints.size() > 1, "step 1 has several hints");
        assertFalse(hints.getFirst().isDisplayed());
        for (int opened = 0; opened < hints.size(); opened++) {
            var summaries = step.findElements(By.tagName("summary"));
            summaries.get(opened).sendKeys(Keys.ENTER);
            for (int i = 0; i < hints.size(); i++) {
                assertEquals(i <= opened, hints.get(i).isDisplayed(), "hint " + i);
            }
        }
        var reference = browser.driver().findElement(By.cssSelector(".reference .reference pre"));
        assertFalse(reference.isDisplayed());
    }

    @Test
    void copy_copies_a_command_without_its_prompt() {
        browser.show(reader.address("tcp-EchoOnce.html"), 1440, "light");
        browser.driver().findElement(By.cssSelector(".copy")).click();
        browser.await("document.querySelector('.copy').textContent === 'Copied'");
        var copied =
                browser.driver()
                        .executeAsyncScript(
                                "navigator.clipboard.readText().then(arguments[0], arguments[0])");
        assertEquals("./course check EchoOnce", copied);
    }

    @Test
    void the_theme_can_be_chosen_and_is_kept() {
        browser.show(reader.address("index.html"), 1440, "light");
        var button = browser.driver().findElement(By.cssSelector("button.theme"));
        button.click();
        button.click();
        var dark = browser.value("getComputedStyle(document.body).backgroundColor");
        browser.show(reader.address("map.html"), 1440, "light");
        assertEquals(dark, browser.value("getComputedStyle(document.body).backgroundColor"));
        browser.driver().executeScript("localStorage.clear()");
    }

    @Test
    void a_page_says_what_is_solved_when_it_is_served() {
        browser.show(reader.address("map.html"), 1440, "light");
        var line = browser.driver().findElement(By.cssSelector(".progress"));
        int exercises = COURSE.lessons().stream().map(Lesson::exercises).mapToInt(List::size).sum();
        assertTrue(
                line.getText().contains(" of " + exercises + " exercises solved"), line::getText);
        browser.show(SITE.resolve("map.html").toUri().toString(), 1440, "light");
        assertFalse(browser.driver().findElement(By.cssSelector(".progress")).isDisplayed());
    }

    @Test
    void exercises_and_steps_are_marked_where_they_are_named() {
        var reached =
                """
                book.progress({next: {}, exercises: {
                    "tcp/EchoOnce": {solved: true, points: 10, maxPoints: 10, failingStep: 0},
                    "tcp/Dialer": {solved: false, points: 4, maxPoints: 9, failingStep: 3}}})\
                """;
        var page = SITE.resolve("map.html").toUri().toString();
        browser.show(page, 1440, "light");
        browser.driver().executeScript(reached);
        assertEquals("EchoOnce, solved", named("td a[href='tcp-EchoOnce.html']", "ariaLabel"));
        assertEquals("Dialer4/9", named("td a[href='tcp-Dialer.html']", "textContent"));
        assertTrue(named("td a[href='02-tcp.html']", "textContent").endsWith("1/5"));
        assertTrue(named("#contents a[href='02-tcp.html']", "textContent").endsWith("1/5"));
        browser.show(SITE.resolve("tcp-Dialer.html").toUri().toString(), 1440, "light");
        browser.driver().executeScript(reached);
        assertEquals(
                List.of("✓ passed", "✓ passed", "✗ failed"),
                browser.value(
                        "[...document.querySelectorAll('li .mark')].map(e => e.textContent)"
                                + ".filter(text => !text.includes('/'))"));
    }

    private static String named(String selector, String property) {
        return (String) browser.value("document.querySelector(\"" + selector + "\")." + property);
    }

    private static void press(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }
}
