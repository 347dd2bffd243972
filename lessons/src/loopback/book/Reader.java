package loopback.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import loopback.course.Course;
import loopback.course.CourseException;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.marks.ExerciseMarks;
import loopback.progress.LastVerdict;
import loopback.progress.Progress;
import loopback.report.VerdictHtml;
import loopback.terminal.PointsFormat;
import org.jsoup.nodes.Entities;

/// Serves the site to this machine: each page as its sources are now, with the reader's progress.
final class Reader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHECKS = "checks/";
    private static final String PLACE_OF_VERDICT = "<div class=\"paragraph verdict\">";
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "txt", "text/plain; charset=utf-8");

    private final Course course;
    private final Path folder;
    private final Site site;
    private final HttpServer server;
    private final LiveChecks checks;

    /// @param port where to listen, or 0 for any that is free
    /// @param checks what pages are told of checks, and what starts them; ends with this
    Reader(Course course, Path folder, Site site, int port, LiveChecks checks) {
        this.course = course;
        this.folder = folder;
        this.site = site;
        this.checks = checks;
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            server = HttpServer.create(address, 0);
        } catch (BindException e) {
            throw CourseException.ofMachine(
                    "port "
                            + port
                            + " is taken: choose another, or none, and any free one is taken",
                    e);
        } catch (IOException e) {
            throw CourseException.ofMachine("nothing can be served: " + e.getMessage(), e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /// The address of a page.
    String address(String page) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + page;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(1);
            var name = path.isEmpty() ? "index.html" : path;
            if (!isForUs(exchange)) {
                refuse(exchange, 403, "This is read on its own machine only.");
            } else if (name.startsWith(CHECKS)) {
                check(exchange, name.substring(CHECKS.length()));
            } else if (!exchange.getRequestMethod().matches("GET|HEAD")) {
                refuse(exchange, 405, "Pages are to be read.");
            } else if (name.equals("progress.js")) {
                send(exchange, 200, "js", progress().getBytes(UTF_8));
            } else {
                page(exchange, name);
            }
        }
    }

    /// Follows the checks of an exercise, or starts one: only for a page of ours, which knows the
    /// token. A page of another site says where it comes from.
    private void check(HttpExchange exchange, String id) throws IOException {
        var query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        var asked = new LinkedHashMap<String, String>();
        for (var field : query.split("&")) {
            var parts = field.split("=", 2);
            asked.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        var origin = exchange.getRequestHeaders().getFirst("Origin");
        var host = exchange.getRequestHeaders().getFirst("Host");
        var exercise =
                course.asItIsNow().exercises().stream().filter(e -> e.id().equals(id)).findFirst();
        boolean isOurs = origin == null || origin.equals("http://" + host);
        if (!isOurs || !checks.isToken(asked.getOrDefault("token", ""))) {
            refuse(exchange, 403, "Only a page of this book may do that.");
        } else if (exercise.isEmpty()) {
            refuse(exchange, 404, "There is no such exercise.");
        } else if (exchange.getRequestMethod().equals("POST")) {
            checks.start(exercise.get());
            exchange.sendResponseHeaders(202, -1);
        } else if (!exchange.getRequestMethod().equals("GET")) {
            refuse(exchange, 405, "Checks are followed and started.");
        } else {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            var last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            checks.follow(
                    exercise.get(),
                    last == null ? asked.getOrDefault("seen", "") : last,
                    asked.containsKey("save"),
                    this::verdict,
                    exchange.getResponseBody());
        }
    }

    /// A page of another site, for which a name server gives our address, names another host.
    private boolean isForUs(HttpExchange exchange) {
        var host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
        return host.matches("(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?");
    }

    private void page(HttpExchange exchange, String name) throws IOException {
        if (name.endsWith(".html")) {
            try {
                site.build((_, _, _) -> {});
            } catch (CourseException e) {
                refuse(exchange, 500, e.getMessage());
                return;
            }
        }
        // Nothing but plain names: no way out of the folder.
        var file = folder.resolve(name.matches("((assets|search)/)?[\\w-][\\w.-]*") ? name : ".");
        if (!Files.isRegularFile(file)) {
            refuse(exchange, 404, "There is no such page in the book.");
            return;
        }
        var type = name.substring(name.lastIndexOf('.') + 1);
        var exercise =
                course.asItIsNow().exercises().stream()
                        .filter(each -> Page.fileOf(each).equals(name))
                        .findFirst();
        if (exercise.isPresent()) {
            var page = withVerdict(FileIo.read(file), exercise.get());
            send(exchange, 200, type, page.getBytes(UTF_8));
        } else {
            send(exchange, 200, type, Files.readAllBytes(file));
        }
    }

    /// The page of an exercise with what its last check said, and what lets it follow the next one.
    private String withVerdict(String page, Exercise exercise) {
        int from = page.indexOf(PLACE_OF_VERDICT);
        int to = page.indexOf("</div>", from);
        if (from < 0) {
            return page;
        }
        var version = checks.version(exercise); // Before it is read: a newer one is sent again.
        var said = verdict(exercise);
        var inside = said.isEmpty() ? page.substring(from + PLACE_OF_VERDICT.length(), to) : said;
        return page.substring(0, from)
                + "<div class=\"verdict\" data-checks=\"%s%s?token=%s&amp;seen=%s\">\n"
                        .formatted(CHECKS, exercise.id(), checks.token(), version)
                + inside
                + page.substring(to);
    }

    /// What the last check of an exercise said, or nothing.
    private String verdict(Exercise exercise) {
        var last = new LastVerdict(course, exercise).read();
        return last.map(ExerciseMarks::of)
                .map(marks ->
                        "<p>%s of %s %s.</p>\n"
                                        .formatted(
                                                PointsFormat.of(marks.points()),
                                                PointsFormat.of(marks.maxPoints()),
                                                marks.maxPoints() == 1 ? "point" : "points")
                                + VerdictHtml.of(marks))
                .orElse("");
    }

    private static void refuse(HttpExchange exchange, int status, String sentence)
            throws IOException {
        var page =
                """
                <!DOCTYPE html>
                <html lang="en"><title>Loopback</title>
                <link rel="stylesheet" href="/assets/book.css">
                <main><article><h1>Not this page</h1><pre>%s</pre>
                <p><a href="/index.html">To the start</a></p></article></main></html>
                """
                        .formatted(Entities.escape(sentence));
        send(exchange, status, "html", page.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", TYPES.getOrDefault(type, "application/octet-stream"));
        headers.set("Cache-Control", "no-cache");
        headers.set(
                "Content-Security-Policy",
                "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'");
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
        if (!bodiless) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /// What a page is told: the state of each exercise, and which is next.
    private String progress() {
        var reached = Progress.in(course);
        var exercises = new LinkedHashMap<String, Object>();
        Object next = Map.of();
        for (var exercise : course.asItIsNow().exercises()) {
            var entry = reached.getOrDefault(exercise.id(), Progress.Entry.NONE);
            exercises.put(
                    exercise.id(),
                    Map.of(
                            "solved", entry.isComplete(),
                            "points", entry.points(),
                            "maxPoints", entry.maxPoints(),
                            "failingStep", entry.failingStep()));
            if (!entry.isComplete() && next.equals(Map.of())) {
                next =
                        Map.of(
                                "exercise", exercise.id(),
                                "title", exercise.name(),
                                "page", Page.fileOf(exercise));
            }
        }
        try {
            var all = Map.of("exercises", exercises, "next", next);
            return "book.progress(" + JSON.writeValueAsString(all) + ");\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        checks.close();
        server.stop(0);
    }
}
