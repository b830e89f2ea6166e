package io.akoflow.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own browser. Nothing is fetched from anywhere. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it; where there is none, the tests that need it are skipped, and it is said. */
    static Chromium start() {
        var program = program();
        if (program.isEmpty()) {
            System.out.println(
                    "Expected Chromium, for the tests of the web page, but there is none; they are skipped. Install it"
                            + " (Debian: chromium), or set AKOFLOW_CHROMIUM.");
        }
        assumeTrue(program.isPresent(), "no Chromium");
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program.get())
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        return new Chromium(playwright, browser);
    }

    private static Optional<Path> program() {
        var said = System.getenv("AKOFLOW_CHROMIUM");
        if (said != null) {
            return Optional.of(Path.of(said));
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new window, which knows the machine's token and nothing else. */
    Window open(Machine machine, Look look) {
        return Window.open(browser, machine, look);
    }

    /** A new window that has the page's modules and nothing else. */
    Modules modules() {
        return Modules.open(browser);
    }

    /** What the browser holds while it shows {@code page}. */
    Memory memory(Page page) {
        return Memory.of(browser, page);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
