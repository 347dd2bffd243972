package loopback.book;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// Makes of Asciidoctor's HTML what a page of the site shows.
///
/// @param drawings the folder of the diagrams
record Polish(Book book, Page page, Path drawings) {

    private static final String CHECK = "./course check ";

    /// From how many characters on a cell of a table has a sentence, which needs some width.
    private static final int SENTENCE = 40;

    /// From how many characters on code is long for a cell.
    private static final int LONG = 24;

    /// Changes the body of a page in place.
    void apply(Element body) {
        // What has no colour of its own needs no element either.
        body.select("pre span").select(".n, .o, .p, .w, .nf").unwrap();
        callouts(body);
        comments(body);
        diagrams(body);
        links(body);
        consoles(body);
        exercises(body);
        tables(body);
        Quotes.curl(body);
        anchors(body);
    }

    /// `// (1)` at the end of a line becomes a number alone.
    private static void callouts(Element body) {
        for (var callout : body.select("pre .conum")) {
            callout.text(callout.text().replaceAll("\\D", ""));
            if (callout.previousSibling() instanceof TextNode before) {
                before.text(before.getWholeText().replaceAll("// $", ""));
            }
        }
    }

    /// A comment that has its lines for itself is wrapped where the page is too narrow for it, and
    /// goes on below its own first word.
    private static void comments(Element body) {
        for (var comment : body.select("pre .c1")) {
            var before = comment.previousSibling();
            var code = before instanceof TextNode text ? text.getWholeText() : "";
            var indent = code.substring(code.lastIndexOf('\n') + 1);
            if (before == null || code.contains("\n") && indent.isBlank()) {
                if (before instanceof TextNode text) {
                    text.text(code.substring(0, code.length() - indent.length()));
                }
                comment.text(indent + comment.wholeText()).addClass("w" + indent.length());
            }
        }
    }

    /// Asciidoctor gives their whole paths, and changes some characters of these.
    private void diagrams(Element body) {
        for (var image : body.select("img[src$=.svg]")) {
            var source = image.attr("src");
            var drawing = drawings.resolve(source.substring(source.lastIndexOf('/') + 1));
            image.replaceWith(Diagrams.inline(drawing, Quotes.curl(image.attr("alt"))));
        }
        // Titles stand above listings and tables, too.
        for (var title : body.select(".imageblock > .title")) {
            Objects.requireNonNull(title.parent()).prependChild(title);
        }
    }

    // --- links: they lead from file to file in the tree, and from page to page here

    private void links(Element body) {
        var dead = new ArrayList<String>();
        for (var link : body.select("a[href]")) {
            var target = link.attr("href");
            if (target.matches("[a-z]+:.*")) {
                link.attr("rel", "external");
            } else if (!target.startsWith("#")) {
                int hash = target.indexOf('#');
                var path = hash < 0 ? target : target.substring(0, hash);
                var file = URLDecoder.decode(path, StandardCharsets.UTF_8);
                var made = pageOf(file);
                if (made.isEmpty()) {
                    dead.add(target);
                } else {
                    link.attr("href", made + (hash < 0 ? "" : target.substring(hash)));
                }
            }
        }
        if (!dead.isEmpty()) {
            throw book.problem(page, String.join(", ", dead) + " is no page of the book");
        }
    }

    private String pageOf(String link) {
        var path = page.folder().resolve(link.replaceAll("\\.html$", ".adoc")).normalize();
        if (path.equals(book.course().root().resolve("LICENSE"))) {
            return Site.LICENSE;
        }
        return book.madeOf(path).map(Page::file).orElse("");
    }

    // --- transcripts

    private static void consoles(Element body) {
        for (var code : body.select("code[data-lang=console]")) {
            var block = code.closest(".listingblock");
            var lines = code.wholeText().lines().toList();
            code.empty();
            for (var line : lines) {
                if (line.startsWith("$ ")) {
                    code.appendElement("span").addClass("prompt").text("$ ");
                    code.appendElement("span").addClass("command").text(line.substring(2));
                    code.appendChild(new TextNode("\n"));
                } else {
                    code.appendChild(new TextNode(line + "\n"));
                }
            }
            if (block != null) {
                block.addClass("console");
                PrintedFailure.in(lines).picture().ifPresent(block::after);
            }
        }
    }

    /// A command that checks an exercise leads to its page, and so does its name in emphasis.
    private void exercises(Element body) {
        for (var command : body.select(".command")) {
            var name =
                    command.text().startsWith(CHECK)
                            ? command.text().substring(CHECK.length())
                            : "";
            var block = command.closest(".listingblock");
            if (block != null && page.isLesson() && isAlone(command)) {
                book.ofExercise(name).ifPresent(to -> block.after(turn(to)));
            }
        }
        for (var emphasis : body.select("em")) {
            book.ofExercise(emphasis.text())
                    .ifPresent(to -> emphasis.wrap("<a href=\"" + to.file() + "\"></a>"));
        }
        body.select("td p").stream().filter(this::listsExercises).forEach(this::linkNames);
    }

    /// Whether its transcript shows nothing but the command: what a check prints is an example.
    private static boolean isAlone(Element command) {
        var code = Objects.requireNonNull(command.closest("code"));
        return code.wholeText().strip().equals("$ " + command.text());
    }

    private boolean listsExercises(Element cell) {
        return Stream.of(cell.text().split(", "))
                .allMatch(name -> book.ofExercise(name).isPresent());
    }

    private void linkNames(Element cell) {
        var names = cell.text().split(", ");
        cell.empty();
        for (var name : names) {
            cell.appendText(cell.childNodeSize() > 0 ? ", " : "");
            cell.appendElement("a").attr("href", book.ofExercise(name).get().file()).text(name);
        }
    }

    private static Element turn(Page exercise) {
        var paragraph = new Element("p").addClass("turn");
        paragraph.appendElement("a").attr("href", exercise.file()).text(exercise.title());
        return paragraph.appendText(": its contract, its steps, and hints.");
    }

    private static void tables(Element body) {
        for (var table : body.select("table.tableblock")) {
            table.removeClass("stretch").wrap("<div class=\"scroll\"></div>");
            // Columns are as wide as what is in them, whatever paper is given.
            table.select("colgroup").remove();
            for (var head : table.select("thead th")) {
                head.attr("scope", "col");
            }
            for (var cell : table.select("td")) {
                if (cell.text().length() > SENTENCE) {
                    cell.addClass("wide");
                }
            }
            table.select("td code").forEach(Polish::letBreak);
        }
    }

    /// Code may be broken at a blank, and where it is long before a dot and after a parenthesis:
    /// never inside a name.
    private static void letBreak(Element code) {
        var parts =
                code.text()
                        .split(
                                code.text().length() > LONG
                                        ? "(?<= )|(?=\\.\\w)|(?<=\\()(?=\\w)"
                                        : "(?<= )");
        code.empty();
        for (var part : parts) {
            if (code.childNodeSize() > 0) {
                code.appendElement("wbr");
            }
            code.appendText(part);
        }
    }

    private static void anchors(Element body) {
        for (var heading : body.select("h2[id], h3[id], h4[id]")) {
            heading.appendElement("a")
                    .addClass("anchor")
                    .attr("href", "#" + heading.id())
                    .attr("aria-label", "Link to “" + heading.text() + "”")
                    .text("#");
        }
        int number = 0;
        for (var step : body.select("#_steps + .sectionbody > .olist > ol > li")) {
            number++;
            step.id("step-" + number);
        }
    }

    /// The headings of a page, for its table of contents.
    static List<Element> headings(Element body) {
        return body.select("h2[id], h3[id]");
    }

    /// The text of a heading without its anchor.
    static String text(Element heading) {
        var copy = heading.clone();
        copy.select(".anchor").remove();
        return copy.text();
    }
}
