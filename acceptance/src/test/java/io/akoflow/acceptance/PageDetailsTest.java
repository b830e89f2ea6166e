package io.akoflow.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Details of the web page")
class PageDetailsTest {

    /** Fails once, and goes on printing at the second time until somebody cancels it. */
    private static final String TWICE = """
            name: twice
            spec:
              image: alpine:3.20
              activities:
                - name: observe
                  retry: {attempts: 2, backoff: 1s}
                  run: |
                    test -f before || { touch before; echo "the first time"; exit 3; }
                    echo "the second time"
                    sleep 600
            """;

    private static Chromium chromium;
    private static Machine machine;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        machine = Machine.processes("page-details");
    }

    @AfterAll
    static void end() {
        if (machine != null) {
            machine.close();
            chromium.close();
        }
    }

    private static String done() {
        var run = machine.submit("""
                name: done
                spec: {image: 'alpine:3.20', activities: [{name: observe, run: echo seen}]}
                """);
        machine.awaitOver(run);
        return run;
    }

    @Test
    void shouldAskOnceWhenThereIsNoSuchActivity() {
        // given
        var run = done();
        try (var window = chromium.open(machine, Look.WIDE)) {
            var asked = new AtomicInteger();
            window.page().onRequest(request -> {
                if (request.url().contains("/api/") && request.url().endsWith("/activities/nothing")) {
                    asked.incrementAndGet();
                }
            });
            window.page().clock().install();
            window.visit("/runs/%s/activities/nothing".formatted(run));
            assertThat(window.page().locator("[role=alert]")).containsText(window.text("problem.notFound"));
            // when
            window.page().clock().runFor(60_000);
            // then
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void shouldFollowLogWhenAnotherAttemptWasShownMeanwhile() {
        // given
        var run = machine.submit(TWICE);
        try (var window = chromium.open(machine, Look.WIDE)) {
            var page = window.page();
            window.visit("/runs/%s/activities/observe".formatted(run));
            var attempts = page.locator(".attempt-number");
            assertThat(attempts).hasCount(2);
            var line = page.locator(".log-text");
            assertThat(line).hasText("the second time");
            // when, with a piece that has come and is not drawn yet
            page.evaluate("document.querySelector('ak-log-view').frame = requestAnimationFrame(() => undefined)");
            attempts.last().click();
            assertThat(line).hasText("the first time");
            attempts.first().click();
            // then
            assertThat(line).hasText("the second time");
        }
    }

    @Test
    void shouldSayOfHowManyUsageIsKnown() {
        // given
        var run = done();
        var items = String.join(",", Collections.nCopies(1000, "{\"activity\":0,\"name\":\"observe\"}"));
        try (var window = chromium.open(machine, Look.WIDE)) {
            window.page()
                    .route(
                            "**/activities?*",
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setBody("{\"items\":[%s],\"next\":\"more\"}".formatted(items))));
            // when
            window.visit("/runs/%s?view=usage".formatted(run));
            // then
            var said = window.text("usage.cut").replace("{n}", "3,000");
            assertThat(window.page().locator("#view").getByText(said)).isVisible();
        }
    }
}
