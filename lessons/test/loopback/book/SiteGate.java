package loopback.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import loopback.course.Course;
import loopback.course.FileIo;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The site that was built: whole, light, true to the files it shows.
class SiteGate {

    private static final Path ROOT = Path.of(System.getProperty("course.root")).normalize();
    private static final Path SITE = Path.of(System.getProperty("site"));
    private static final int PAGE_BUDGET = 150_000;
    private static final int SEARCH_BUDGET = 120_000;

    /// A file that a listing says it shows, whole.
    private static final Pattern FILE = Pattern.compile("((exercises|solutions)/.*)?\\w+\\.java");

    private static final Course COURSE = new Course(ROOT.toAbsolutePath().normalize());
    private static final Map<String, Document> pages = new LinkedHashMap<>();

    @BeforeAll
    static void read() {
        for (var file : FileIo.list(SITE)) {
            if (file.toString().endsWith(".html")) {
                pages.put(file.getFileName().toString(), Jsoup.parse(FileIo.read(file)));
            }
        }
    }

    @Test
    void every_lesson_and_exercise_has_its_page() {
        for (var page : new Book(COURSE, true).pages()) {
            assertTrue(pages.containsKey(page.file()), page.file());
        }
    }

    @Test
    void the_map_leads_to_every_exercise() {
        var links = pages.get("map.html").select("td a").eachAttr("href");
        for (var exercise : COURSE.exercises()) {
            assertTrue(links.contains(Page.fileOf(exercise)), exercise.id());
        }
    }

    @Test
    void references_within_the_site_resolve() {
        var indexes = new Site(COURSE, SITE, true).indexes(new Book(COURSE, true));

        assertEquals(List.of(), new Links(SITE, indexes).dead());
    }

    @Test
    void nothing_is_loaded_from_another_host() {
        for (var page : pages.values()) {
            for (var loading : page.select("[src], link[href], object, iframe, image")) {
                var from = loading.attr("src") + loading.attr("href");
                assertFalse(from.matches("([a-z]+:)?//.*"), loading.outerHtml());
            }
        }
    }

    @Test
    void a_page_with_all_it_loads_is_light() throws IOException {
        var common = 0L;
        for (var name : List.of("assets/book.css", "assets/book.js", "assets/checks.js")) {
            common += Files.size(SITE.resolve(name));
        }
        for (var file : pages.keySet()) {
            var weight = Files.size(SITE.resolve(file)) + common;
            assertTrue(weight < PAGE_BUDGET, file + " with all it loads has " + weight + " bytes");
        }
    }

    /// A page loads nothing of the index before somebody searches.
    @Test
    void a_search_loads_little() throws IOException {
        var weight = Files.size(SITE.resolve("search/sections.js"));
        var shards = 0L;
        for (var letter = 'a'; letter <= 'z'; letter++) {
            shards = Math.max(shards, Files.size(SITE.resolve("search/" + letter + ".js")));
        }
        weight += shards + heaviestTexts();
        assertTrue(weight < SEARCH_BUDGET, "a search loads " + weight + " bytes");
    }

    /// As many as a search shows.
    private static long heaviestTexts() throws IOException {
        try (var files = Files.list(SITE.resolve("search"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("text-"))
                    .map(file -> -file.toFile().length())
                    .sorted()
                    .limit(12)
                    .mapToLong(size -> -size)
                    .sum();
        }
    }

    @Test
    void listings_are_the_files_that_they_name() throws IOException {
        int compared = 0;
        for (var page : new Book(COURSE, true).pages()) {
            for (var listing : pages.get(page.file()).select(".listingblock:has(> .title)")) {
                var title = listing.expectFirst("> .title").text();
                if (FILE.matcher(title).matches()) {
                    var file =
                            title.contains("/")
                                    ? ROOT.resolve(title)
                                    : page.folder().resolve(title);
                    var code = listing.expectFirst("code").clone();
                    assertEquals(
                            unwrapped(withoutHeader(withoutCallouts(Files.readString(file)))),
                            unwrapped(shown(code)),
                            title);
                    compared++;
                }
            }
        }
        assertTrue(compared > COURSE.exercises().size(), compared + " listings");
    }

    private static String shown(org.jsoup.nodes.Element code) {
        code.select(".conum").remove();
        return trimmed(code.wholeText());
    }

    private static String withoutCallouts(String text) {
        return trimmed(text.replaceAll(" *// (<\\d+> ?)+\\n", "\n"));
    }

    /// What starts a script is in its file; a reader of the book need not see it each time.
    private static String withoutHeader(String text) {
        return text.startsWith("///usr/bin/env jbang")
                ? text.substring(text.indexOf("\n\n") + 2)
                : text;
    }

    /// A listing may break its comments elsewhere.
    private static String unwrapped(String text) {
        return text.replaceAll("\\n *///? *(?=[^\\s/]|/ )", " ").replaceAll(" +", " ");
    }

    private static String trimmed(String text) {
        return text.replaceAll("(?m) +$", "").strip();
    }

    /// Doc comments are in Markdown: what was not understood would stand there as it is written.
    @Test
    void no_text_shows_its_markup() {
        for (var page : pages.values()) {
            var text = page.expectFirst("main").clone();
            text.select("pre").remove();
            for (var markup : List.of("|--", "]: http", "](http", "pass:", "link:http", "``")) {
                assertFalse(text.text().contains(markup), page.title() + " shows " + markup);
            }
        }
    }

    /// Two parentheses are an index term to Asciidoctor, which shows neither of them.
    @Test
    void no_text_loses_two_parentheses() {
        var lost = new ArrayList<String>();
        for (var page : new Book(COURSE, true).pages()) {
            boolean verbatim = false;
            int number = 0;
            for (var line : FileIo.lines(page.source())) {
                number++;
                if (line.matches("-{4,}|\\.{4,}")) {
                    verbatim = !verbatim;
                } else if (!verbatim && line.replaceAll("\\+[^+]*\\+", "").contains("((")) {
                    lost.add(ROOT.relativize(page.source()) + ":" + number + ": " + line);
                }
            }
        }
        assertEquals(List.of(), lost, "write `+f((a, b))+`");
    }

    @Test
    void quotation_marks_are_of_one_kind() {
        for (var page : pages.values()) {
            var text = page.clone();
            text.select("code, pre, kbd, svg, script").remove();
            for (var element : text.getAllElements()) {
                var words = element.ownText() + element.attr("aria-label");
                assertFalse(words.matches(".*[\"'].*"), page.title() + " shows " + words);
            }
        }
    }

    @Test
    void a_title_stands_above_what_it_names() {
        for (var page : pages.values()) {
            for (var title : page.select(".title, caption")) {
                assertEquals(0, title.elementSiblingIndex(), page.title() + ": " + title.text());
            }
        }
    }

    @Test
    void a_listing_begins_with_what_it_shows() {
        for (var page : pages.values()) {
            for (var code : page.select("pre code.language-java, pre code[data-lang=java]")) {
                assertFalse(code.wholeText().contains("jbang"), page.title() + ": " + code.text());
            }
        }
    }

    @Test
    void every_step_can_be_linked_to() {
        for (var exercise : COURSE.exercises()) {
            var page = pages.get(Page.fileOf(exercise));
            var steps = page.select("#_steps + .sectionbody > .olist > ol > li").eachAttr("id");
            for (int i = 0; i < steps.size(); i++) {
                assertEquals("step-" + (i + 1), steps.get(i), page.title());
            }
            assertFalse(steps.isEmpty(), page.title());
        }
    }

    @Test
    void a_lesson_leads_to_each_of_its_exercises_once() {
        for (var lesson : COURSE.lessons()) {
            var page = pages.get(lesson.folder().getFileName() + ".html");
            assertEquals(
                    lesson.exercises().stream().map(Page::fileOf).toList(),
                    page.select("p.turn > a").eachAttr("href"));
        }
    }

    @Test
    void a_picture_says_in_words_what_it_shows() {
        int pictures = 0;
        for (var page : pages.values()) {
            for (var picture : page.select("main svg:not(svg svg)")) {
                assertTrue(picture.attr("aria-label").length() > 40, page.title());
                pictures++;
            }
        }
        assertTrue(pictures > 0);
    }

    @Test
    void an_assignment_has_no_references(@TempDir Path folder) throws IOException {
        try (var site = new Site(COURSE, folder.resolve("site"), false)) {
            site.build((_, _, _) -> {});
            for (var exercise : COURSE.exercises()) {
                var page = folder.resolve("site").resolve(Page.fileOf(exercise));
                assertFalse(Files.readString(page).contains("solutions/src"), page.toString());
            }
        }
    }

    @Test
    void every_name_of_the_inventory_is_on_the_page_from_python() {
        var text = new TreeSet<>(names());
        var missing = new ArrayList<String>();
        for (var name : resource("inventory.txt").split("\\s+")) {
            if (!text.contains(name)) {
                missing.add(name);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void every_name_on_the_page_from_python_is_one_in_python() throws Exception {
        var python = Browser.onPath("python3");
        assumeTrue(python.isPresent(), "python3 is not installed: it knows its own names");
        var process =
                new ProcessBuilder(python.get().toString(), "-c", resource("names.py"))
                        .redirectErrorStream(true)
                        .start();
        try (var names = process.outputWriter()) {
            names.write(String.join("\n", names()));
        }
        assertEquals("", new String(process.getInputStream().readAllBytes(), UTF_8));
    }

    /// The names in the first column of the tables about `socket` and `socketserver`.
    private static List<String> names() {
        var codes = pages.get("python.html").select("table.python tbody td:first-child code");
        return codes.eachText().stream()
                .map(code -> code.replaceAll("\\(.*|''", ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String resource(String name) {
        try (var stream = SiteGate.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
