package loopback.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.report.VerdictHtml;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// The site in its folder: what is stale in it, and how that is made anew.
final class Site implements AutoCloseable {

    /// The licence's name in the site.
    static final String LICENSE = "LICENSE.txt";

    private static final List<String> ASSETS =
            List.of("book.css", "book.js", "checks.js", "icon.svg");

    /// The style of what `./course read` puts into the pages of exercises.
    private static final String VERDICTS = "verdict.css";

    private final Course course;
    private final Path folder;
    private final boolean references;
    private final Map<String, PageIndex> indexes = new HashMap<>();
    private @Nullable AsciiDoc asciidoc;

    /// @param references whether pages of exercises show the reference: not for an assignment
    Site(Course course, Path folder, boolean references) {
        this.course = course;
        this.folder = folder;
        this.references = references;
    }

    /// Is told which page is being made.
    interface Progress {
        void making(Page page, int number, int of);
    }

    /// Makes the pages that are stale; returns how many.
    synchronized int build(Progress progress) {
        var book = new Book(course.asItIsNow(), references);
        var common = new Fingerprint().add(ownCode()).add(book.outline()).add("" + references);
        var frame = common.toString();
        var made = kept();
        var now = new LinkedHashMap<String, String>();
        var stale = new ArrayList<Page>();
        for (var page : book.pages()) {
            var inputs = new Fingerprint().add(frame);
            page.inputs().forEach(inputs::add);
            now.put(page.file(), inputs.toString());
            if (!now.get(page.file()).equals(made.get(page.file()))
                    || !Files.exists(folder.resolve(page.file()))) {
                stale.add(page);
            }
        }
        if (stale.isEmpty() && now.keySet().containsAll(made.keySet())) {
            return 0;
        }
        copyAssets();
        for (int i = 0; i < stale.size(); i++) {
            var page = stale.get(i);
            progress.making(page, i + 1, stale.size());
            var html = html(book, page);
            FileIo.write(folder.resolve(page.file()), html);
            indexes.put(page.file(), PageIndex.of(page.file(), page.title(), Jsoup.parse(html)));
        }
        finish(book);
        keep(now);
        return stale.size();
    }

    /// Starts Asciidoctor and reads the pages that are there, which takes longer than to make a page,
    /// so that the next page need not.
    synchronized void warmUp() {
        asciidoc();
        indexes(new Book(course.asItIsNow(), references));
    }

    private AsciiDoc asciidoc() {
        if (asciidoc == null) {
            asciidoc = new AsciiDoc(new Diagrams(diagrams()));
        }
        return asciidoc;
    }

    private Path diagrams() {
        return folder.resolveSibling("diagrams");
    }

    private String html(Book book, Page page) {
        var name = course.root().relativize(page.source()).toString();
        var body = asciidoc().html(page.text().get(), page.folder(), name);
        Objects.requireNonNull(body.ownerDocument()).outputSettings().prettyPrint(false);
        new Polish(book, page, diagrams()).apply(body);
        return new Frame(book, page).around(body);
    }

    /// What is made of all pages together: the index of the search, and the check of the links.
    private void finish(Book book) {
        var pages = indexes(book);
        var search = new Search();
        pages.values().forEach(search::add);
        search.write(folder.resolve("search"));
        var links = new Links(folder, pages);
        FileIo.write(
                folder.resolveSibling("external-links.txt"),
                String.join("\n", links.external()) + "\n");
        var dead = links.dead();
        if (!dead.isEmpty()) {
            throw new CourseException(String.join("\n", dead));
        }
    }

    /// The pages of a book that is made, by file name. A page that has not changed is read once.
    synchronized Map<String, PageIndex> indexes(Book book) {
        var all = new LinkedHashMap<String, PageIndex>();
        for (var page : book.pages()) {
            all.put(
                    page.file(),
                    indexes.computeIfAbsent(
                            page.file(), file -> PageIndex.of(file, page.title(), document(file))));
        }
        return all;
    }

    private Document document(String file) {
        return Jsoup.parse(FileIo.read(folder.resolve(file)));
    }

    private void copyAssets() {
        for (var asset : ASSETS) {
            FileIo.write(folder.resolve("assets").resolve(asset), resource(asset));
        }
        FileIo.write(
                folder.resolve("assets").resolve(VERDICTS),
                VerdictHtml.css() + new String(resource(VERDICTS), UTF_8));
        // Nothing is known of a reader's progress, unless ./course read serves this file.
        FileIo.write(folder.resolve("progress.js"), "");
        var license = course.root().resolve("LICENSE");
        if (Files.exists(license)) {
            FileIo.write(folder.resolve(LICENSE), FileIo.read(license));
        }
    }

    private static byte[] resource(String name) {
        try (var stream = Site.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ownCode() {
        var location = Site.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(location.toString()));
    }

    // --- what the pages were made of

    private Path record() {
        return folder.resolveSibling("site.properties");
    }

    private Map<String, String> kept() {
        var made = new LinkedHashMap<String, String>();
        if (Files.exists(record())) {
            var properties = new Properties();
            try (var reader = Files.newBufferedReader(record())) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                return Map.of(); // Everything is made anew.
            }
            properties.forEach((page, inputs) -> made.put((String) page, (String) inputs));
        }
        return made;
    }

    private void keep(Map<String, String> now) {
        for (var old : kept().keySet()) {
            if (!now.containsKey(old)) {
                delete(folder.resolve(old));
                indexes.remove(old);
            }
        }
        var lines = new StringBuilder();
        now.forEach((page, inputs) -> lines.append(page).append('=').append(inputs).append('\n'));
        FileIo.write(record(), lines.toString());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw CourseException.ofMachine(file + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (asciidoc != null) {
            asciidoc.close();
        }
    }
}
