package loopback.book;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A Chromium without a screen, and what it noted of the pages it showed.
record Browser(ChromeDriver driver) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOGGER = Logger.getLogger("org.openqa.selenium");

    /// Starts it. Without Chromium a test is skipped, saying so; in CI on Linux it fails.
    static Browser start() {
        var chromium = need("chromium", "google-chrome", "chrome");
        var driver = need("chromedriver");
        LOGGER.setLevel(Level.SEVERE); // It warns that it does not know every Chromium.
        var options = new ChromeOptions();
        options.setBinary(chromium.toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .usingAnyFreePort()
                        .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Path need(String... names) {
        var found = Stream.of(names).map(Browser::onPath).flatMap(Optional::stream).findFirst();
        boolean required =
                System.getenv("CI") != null && System.getProperty("os.name").equals("Linux");
        assertTrue(found.isPresent() || !required, names[0] + " is missing, and CI must have it");
        assumeTrue(found.isPresent(), names[0] + " is not installed: pages are not tried");
        return found.orElseThrow();
    }

    static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Shows a page, at a width, in light or dark colours, until it has been painted: keys that come
    /// before are lost.
    void show(String address, int width, String colours) {
        // A window cannot be as narrow as a telephone, but a page in it can.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
        driver.get(address);
        driver.executeAsyncScript(
                "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
    }

    /// What the expression is.
    Object value(String expression) {
        return driver.executeScript("return " + expression);
    }

    /// Waits until the expression is true.
    void await(String condition) {
        new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(20))
                .withMessage(condition)
                .until(_ -> value(condition).equals(true));
    }

    /// What came on the console since this was asked last.
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /// What pages asked for since this was asked last.
    List<String> requests() {
        var requests = new ArrayList<String>();
        for (var entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            try {
                var message = JSON.readTree(entry.getMessage()).path("message");
                if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                    requests.add(message.at("/params/request/url").asText());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return requests;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
