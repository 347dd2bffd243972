package loopback.book;

import java.util.Optional;
import loopback.course.Exercise;
import loopback.course.Lesson;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/// What stands around the text of every page: header, contents, neighbours.
record Frame(Book book, Page page) {

    private static final String VERDICT_STYLE =
            """
            <link rel="stylesheet" href="assets/verdict.css">
            """;
    private static final String CHECKS =
            """
            <script src="assets/checks.js" defer></script>
            """;

    String around(Element body) {
        var heading = body.selectFirst("h1");
        if (heading != null) {
            heading.remove();
        }
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="icon" href="assets/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="assets/book.css">
        %s%s        <script src="assets/book.js"></script>
        <script src="progress.js" defer></script>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the text</a>
        <header>
        <a class="brand" href="index.html">Loopback</a>
        <a class="to-contents" href="#contents">Contents</a>
        <button type="button" class="search" hidden>Search <kbd>/</kbd></button>
        <button type="button" class="theme" hidden>Theme</button>
        </header>
        <nav id="contents" aria-label="Contents">
        <a class="close" href="#main">Close the contents</a>
        %s</nav>
        %s<main id="main" tabindex="-1">
        <article>
        %s<h1>%s</h1>
        %s<div class="text">
        %s
        </div>
        </article>
        %s</main>
        </body>
        </html>
        """
                .formatted(
                        escaped(title()),
                        showsVerdicts(body) ? VERDICT_STYLE : "",
                        page.exercise().isPresent() ? CHECKS : "",
                        contents(),
                        onThisPage(body),
                        above(),
                        heading == null ? escaped(page.title()) : heading.html(),
                        progress(),
                        body.html(),
                        neighbours());
    }

    private String title() {
        return page.file().equals("index.html") ? "Loopback" : page.title() + " · Loopback";
    }

    // --- the contents of the book: the exercises of the lesson that one is in are unfolded

    private boolean showsVerdicts(Element body) {
        return page.exercise().isPresent() || body.selectFirst("figure.wire") != null;
    }

    private String contents() {
        var html = new StringBuilder("<ul>\n");
        for (var each : book.pages()) {
            if (each.isLesson()) {
                html.append("<li>").append(link(each, "lesson")).append(exercises(each));
            } else if (each.exercise().isEmpty()) {
                html.append("<li>").append(link(each, "page")).append("</li>\n");
            }
        }
        return html.append("</ul>\n").toString();
    }

    private String exercises(Page lesson) {
        var html = new StringBuilder();
        if (lesson.lesson().equals(page.lesson())) {
            html.append("\n<ul>\n");
            for (var exercise : page.lesson().map(Lesson::exercises).orElseThrow()) {
                html.append("<li>").append(link(book.of(exercise), "exercise")).append("</li>\n");
            }
            html.append("</ul>\n");
        }
        return html.append("</li>\n").toString();
    }

    private String link(Page to, String kind) {
        return "<a class=\"%s\" href=\"%s\"%s%s>%s</a>"
                .formatted(
                        kind,
                        to.file(),
                        exercisesOf(to),
                        to.file().equals(page.file()) ? " aria-current=\"page\"" : "",
                        escaped(to.title()));
    }

    /// Which exercises a page is about: it is solved when these are.
    private static String exercisesOf(Page page) {
        var ids =
                page.exercise().map(Exercise::id).or(() -> page.lesson().map(Frame::of)).orElse("");
        return ids.isEmpty() ? "" : " data-exercises=\"" + ids + "\"";
    }

    // --- around the heading

    private String above() {
        if (page.isLesson()) {
            var lesson = page.lesson().orElseThrow();
            return "<p class=\"above\">Lesson %d · about %d minutes · %d exercises</p>\n"
                    .formatted(lesson.number(), lesson.minutes(), lesson.exercises().size());
        }
        return page.lesson()
                .map(lesson ->
                        "<p class=\"above\">Exercise of lesson <a href=\"%s\">%s</a></p>\n"
                                .formatted(
                                        book.of(lesson).file(), escaped(book.of(lesson).title())))
                .orElse("");
    }

    /// Filled when the site is served by `./course read`, which knows what is solved.
    private String progress() {
        var about =
                page.exercise()
                        .map(exercise -> " data-exercise=\"" + exercise.id() + "\"")
                        .or(() ->
                                page.lesson().map(lesson -> " data-lesson=\"" + of(lesson) + "\""))
                        .orElse("");
        return "<p class=\"progress\" hidden" + about + "></p>\n";
    }

    private static String of(Lesson lesson) {
        return String.join(" ", lesson.exercises().stream().map(e -> e.id()).toList());
    }

    private String onThisPage(Element body) {
        var headings = Polish.headings(body);
        if (headings.size() < 2) {
            return "";
        }
        var html = new StringBuilder("<aside class=\"toc\">\n<details>\n");
        html.append("<summary>On this page</summary>\n<nav aria-label=\"On this page\">\n<ul>\n");
        for (var heading : headings) {
            html.append(
                    "<li class=\"%s\"><a href=\"#%s\">%s</a></li>\n"
                            .formatted(
                                    heading.tagName(),
                                    heading.id(),
                                    escaped(Polish.text(heading))));
        }
        return html.append("</ul>\n</nav>\n</details>\n</aside>\n").toString();
    }

    private String neighbours() {
        return "<nav class=\"neighbours\" aria-label=\"Neighbours\">\n"
                + neighbour(-1, "prev", "Previous")
                + neighbour(+1, "next", "Next")
                + "</nav>\n";
    }

    private String neighbour(int step, String relation, String word) {
        Optional<Page> to = book.find(page.file(), step);
        return to.map(other ->
                        "<a rel=\"%s\" href=\"%s\"><small>%s</small> %s</a>\n"
                                .formatted(relation, other.file(), word, escaped(other.title())))
                .orElse("");
    }

    private static String escaped(String text) {
        return Entities.escape(Quotes.curl(text));
    }
}
