package loopback.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import loopback.course.Course;
import loopback.course.FileIo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tiny course, served while it is edited.
class ReaderIT {

    @TempDir private static Path root;

    private static Site site;
    private static Reader reader;

    @BeforeAll
    static void serve() {
        var course = new Course(root);
        var folder = root.resolve("site");
        site = new Site(course, folder, true);
        reader = new Reader(course, folder, site, 0);
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
