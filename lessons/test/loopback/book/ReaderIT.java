package loopback.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.engine.verdict.Verdict;
import loopback.progress.LastVerdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tiny course, served while it is edited.
class ReaderIT {

    @TempDir private static Path root;

    private static final BlockingQueue<String> STARTED = new LinkedBlockingQueue<>();

    private static Site site;
    private static Reader reader;

    @BeforeAll
    static void serve() {
        var course = new Course(root);
        var folder = root.resolve("site");
        site = new Site(course, folder, true);
        reader = new Reader(course, folder, site, 0, checks(course));
    }

    /// A check that only says that it was started.
    private static LiveChecks checks(Course course) {
        return new LiveChecks(
                course,
                exercise -> {
                    STARTED.add(exercise.id());
                    return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "--version");
                });
    }

    @AfterAll
    static void end() {
        reader.close();
        site.close();
    }

    @BeforeEach
    void write() throws IOException {
        write("README.adoc", "= Tiny\n\nSee xref:lessons/01-echo/README.adoc[lesson 1].");
        write(
                "lessons/01-echo/README.adoc",
                "= Echo\n:exercises: echo/Echo\n:minutes: 5\n\nThe first sentence.");
        write("lessons/01-echo/hints.adoc", "= Hints\n\n== Echo\n\n=== 1\nA hint.");
        write(
                "exercises/src/echo/Echo.java",
                """
                package echo;

                /// Says it again.
                public final class Echo {
                    public static String echo(String s) {
                        throw new UnsupportedOperationException("TODO: say it again");
                    }
                }
                """);
        write(
                "exercises/test/echo/EchoTest.java",
                "class EchoTest {\n    @Test\n    @Order(1)\n    void it_echoes() {}\n}\n");
        write(
                ".course/progress.json",
                """
                {"version": 1, "exercises": {
                  "echo/Echo": {"points": 1, "maxPoints": 1, "failingStep": 0, "hints": {}}}}
                """);
    }

    /// JRuby takes some characters of a path for something else, and Asciidoctor changes blanks.
    @Test
    void a_course_can_lie_in_a_folder_of_any_name(@TempDir Path folder) throws Exception {
        var strange = folder.resolve("My #1 course!, 100 %");
        copy(root, strange);
        var text = strange.resolve("lessons/01-echo/README.adoc");
        var diagram = "[plantuml,alt=\"Alice says hello to bob, in words.\"]\n----\na -> b\n----\n";
        Files.writeString(text, Files.readString(text) + "\n\n" + diagram);
        copy(Path.of(System.getProperty("site")).resolveSibling("book"), book(strange));
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Dcourse.root=" + strange,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "loopback.Main",
                                "read",
                                "--no-browser")
                        .redirectErrorStream(true)
                        .start();
        try (var said = process.inputReader(UTF_8)) {
            var lines = said.lines().takeWhile(line -> !line.startsWith("Pages follow")).toList();
            assertTrue(lines.stream().anyMatch(l -> l.startsWith("Open http")), lines::toString);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static Path book(Path course) {
        return course.resolve("lessons/target/book");
    }

    private static void copy(Path from, Path to) throws IOException {
        for (var file : FileIo.walk(from)) {
            var copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    @Test
    void a_page_is_as_its_sources_are() throws Exception {
        assertTrue(get("01-echo.html").body().contains("The first sentence."));
        write("lessons/01-echo/README.adoc", Files.readString(text()) + "\nThe second sentence.\n");
        assertTrue(get("01-echo.html").body().contains("The second sentence."));
    }

    @Test
    void a_page_that_cannot_be_made_says_why() throws Exception {
        write("lessons/01-echo/README.adoc", Files.readString(text()) + "\ninclude::No.java[]\n");
        var answer = get("01-echo.html");
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("lessons/01-echo/README.adoc line 6"), answer.body());
    }

    @Test
    void a_dead_link_is_told() throws Exception {
        write("README.adoc", "= Tiny\n\nSee link:nowhere.adoc[this].");
        var answer = get("index.html");
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("README.adoc: nowhere.adoc"), answer.body());
    }

    @Test
    void progress_is_told() throws Exception {
        var script = get("progress.js").body();
        assertTrue(script.contains("\"echo/Echo\":{"), script);
        assertTrue(script.contains("\"solved\":true"), script);
    }

    @Test
    void nothing_else_is_served() throws Exception {
        assertEquals(404, get("no.html").statusCode());
        assertEquals(404, get("assets/%2e%2e/%2e%2e/README.adoc").statusCode());
        assertEquals(404, get("search/..%2f..%2fREADME.adoc").statusCode());
    }

    /// What a page of somebody else's site would send, if its name led here.
    @Test
    void another_host_is_refused() throws Exception {
        var address = URI.create(reader.address(""));
        try (var client = new Socket()) {
            client.connect(new InetSocketAddress("127.0.0.1", address.getPort()));
            var request = "GET / HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n";
            client.getOutputStream().write(request.getBytes(UTF_8));
            var answer = new String(client.getInputStream().readAllBytes(), UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        }
    }

    @Test
    void a_page_is_told_of_each_check_that_ends() throws Exception {
        var checks = checksOf(reader);
        try (var events = new Client(reader, "GET /" + checks, "")) {
            events.readsUntil("event: state");
            keep("so it is");
            events.readsUntil("event: verdict");
            events.readsUntil("so it is");
            keep("so it was");
            events.readsUntil("so it was");
        }
        assertTrue(get("echo-Echo.html").body().contains("so it was"));
    }

    @Test
    void a_check_starts_when_the_page_says_so_and_when_the_file_is_saved() throws Exception {
        var checks = checksOf(reader);
        STARTED.clear();
        try (var post = new Client(reader, "POST /" + checks, "")) {
            post.isAnswered("HTTP/1.1 202");
            assertEquals("echo/Echo", STARTED.take());
        }
        var file = root.resolve("exercises/src/echo/Echo.java");
        try (var events = new Client(reader, "GET /" + checks + "&save", "")) {
            events.readsUntil("event: state");
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
            assertEquals("echo/Echo", STARTED.take());
        }
    }

    @Test
    void nobody_else_starts_a_check() throws Exception {
        var checks = checksOf(reader);
        STARTED.clear();
        var stolen = checks.replaceAll("token=\\w+", "token=" + "0".repeat(32));
        for (var method : List.of("GET /", "POST /")) {
            refuses(method + stolen, "");
            refuses(method + checks.replaceAll("\\?.*", ""), "");
            refuses(method + checks, "Origin: http://example.org\r\n");
            refuses(method + checks, "Origin: null\r\n");
            // A name server may give example.org the address 127.0.0.1.
            try (var rebound =
                    new Client(
                            reader,
                            method + checks,
                            "Origin: http://example.org\r\n",
                            "example.org")) {
                rebound.isAnswered("HTTP/1.1 403");
            }
        }
        assertTrue(STARTED.isEmpty());
        assertFalse(get("progress.js").body().contains("token"));
    }

    private static void refuses(String request, String header) throws IOException {
        try (var client = new Client(reader, request, header)) {
            client.isAnswered("HTTP/1.1 403");
        }
    }

    @Test
    void two_of_them_do_not_disturb_each_other() throws Exception {
        var course = new Course(root);
        var checks = checksOf(reader);
        try (var other = new Reader(course, root.resolve("site"), site, 0, checks(course))) {
            try (var client = new Client(other, "POST /" + checks, "")) {
                client.isAnswered("HTTP/1.1 403"); // Its pages have another token.
            }
            try (var post = new Client(other, "POST /" + checksOf(other), "")) {
                post.isAnswered("HTTP/1.1 202");
            }
        }
        try (var events = new Client(reader, "GET /" + checks, "")) {
            events.readsUntil("event: state");
        }
    }

    @Test
    void with_the_server_ends_what_it_has_started() throws Exception {
        var course = new Course(root);
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var endless = root.resolve("Endless.java");
        Files.writeString(
                endless, "void main() throws Exception { Thread.currentThread().join(); }");
        var checks = new LiveChecks(course, _ -> new ProcessBuilder(java, endless.toString()));
        checks.start(course.exercises().getFirst());
        var started = ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();

        checks.close();

        started.forEach(process -> process.onExit().join());
    }

    private static void keep(String message) {
        var test =
                new Verdict.Test(
                        1,
                        "it_echoes",
                        Verdict.Outcome.FAILED,
                        0,
                        1,
                        message,
                        "",
                        List.of(),
                        "",
                        "",
                        "");
        new LastVerdict(new Course(root), Exercise.of("echo/Echo"))
                .keep(new Verdict("echo/Echo", Verdict.Status.FAILED, 0.1, "", List.of(test)));
    }

    /// What only a page of that server knows.
    private static String checksOf(Reader of) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var page = HttpRequest.newBuilder(URI.create(of.address("echo-Echo.html"))).build();
            var body = client.send(page, HttpResponse.BodyHandlers.ofString()).body();
            var checks = Pattern.compile("data-checks=\"([^\"]+)\"").matcher(body);
            assertTrue(checks.find(), body);
            return checks.group(1).replace("&amp;", "&");
        }
    }

    /// Somebody who says what no browser would.
    private static final class Client implements AutoCloseable {

        private final Socket socket = new Socket();
        private final StringBuilder read = new StringBuilder();

        Client(Reader of, String request, String header) throws IOException {
            this(of, request, header, "127.0.0.1:" + URI.create(of.address("")).getPort());
        }

        Client(Reader of, String request, String header, String host) throws IOException {
            socket.connect(
                    new InetSocketAddress("127.0.0.1", URI.create(of.address("")).getPort()));
            var text =
                    request
                            + " HTTP/1.1\r\nHost: "
                            + host
                            + "\r\n"
                            + header
                            + "Content-Length: 0\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(UTF_8));
        }

        /// The first line of the answer begins like this. What is answered otherwise may have no end.
        void isAnswered(String status) throws IOException {
            var line = new StringBuilder();
            while (line.indexOf("\n") < 0) {
                int next = socket.getInputStream().read();
                assertTrue(next >= 0, () -> "instead of " + status + " came " + line);
                line.append((char) next);
            }
            assertTrue(line.toString().startsWith(status), () -> status + " is not " + line);
        }

        /// Waits for these words, as long as it takes.
        void readsUntil(String words) throws IOException {
            while (read.indexOf(words) < 0) {
                int next = socket.getInputStream().read();
                assertTrue(next >= 0, () -> words + " is not in " + read);
                read.append((char) next);
            }
            read.delete(0, read.indexOf(words) + words.length());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private HttpResponse<String> get(String page) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(reader.address(page))).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private Path text() {
        return root.resolve("lessons/01-echo/README.adoc");
    }

    private void write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
