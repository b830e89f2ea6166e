package io.akoflow.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The modules of the page that draw nothing, as they are in the sources, in a window without a server. */
final class Modules implements AutoCloseable {

    private static final String PLACE = "http://page.test";
    private static final String EMPTY = """
            <!doctype html><script type="importmap">{"imports": {"lit": "/lit.js"}}</script>
            """;
    private static final String NO_LIT = "export const html = String.raw; export const svg = String.raw;";

    private final BrowserContext context;
    private final Page page;

    private Modules(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.route(PLACE + "/**", Modules::answer);
        page.navigate(PLACE + "/");
    }

    static Modules open(Browser browser) {
        return new Modules(browser.newContext());
    }

    Page page() {
        return page;
    }

    /** From now on, time passes only as the test says. */
    void stopClock() {
        page.clock().install(new Clock.InstallOptions().setTime(0));
        page.clock().pauseAt(1000);
    }

    /** What the body of an asynchronous function answers, which imports by {@code import('/core/pause.js')}. */
    Object answer(String body) {
        return page.evaluate("async () => {%s}".formatted(body));
    }

    private static void answer(Route route) {
        var path = URI.create(route.request().url()).getPath();
        switch (path) {
            case "/" -> fulfill(route, "text/html", EMPTY);
            case "/lit.js" -> fulfill(route, "text/javascript", NO_LIT);
            default -> fulfill(route, "text/javascript", module(path));
        }
    }

    private static String module(String path) {
        var file = Path.of("api-gateway/src/main/resources/web/app", path);
        try {
            var text = Files.readString(Classes.home().resolve(file));
            return path.endsWith(".json") ? "export default " + text : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fulfill(Route route, String type, String body) {
        route.fulfill(new Route.FulfillOptions().setContentType(type).setBody(body));
    }

    @Override
    public void close() {
        context.close();
    }
}
