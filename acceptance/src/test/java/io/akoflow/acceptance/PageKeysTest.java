package io.akoflow.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The web page by keys alone")
class PageKeysTest {

    private static final String WORKFLOW = """
            name: keys
            spec:
              image: alpine:3.20
              activities:
                - {name: first, run: echo one}
                - {name: second, run: echo two, dependsOn: [first]}
            """;

    private static Chromium chromium;
    private static Machine machine;
    private static String run;
    private Window window;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        machine = Machine.processes("page-keys");
        run = machine.submit(WORKFLOW);
        machine.awaitOver(run);
    }

    @AfterAll
    static void end() {
        if (machine != null) {
            machine.close();
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        window = chromium.open(machine, Look.WIDE);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void press(String... keys) {
        for (var key : keys) {
            window.page().keyboard().press(key);
        }
    }

    private Locator there(String selector) {
        return window.page().locator(selector);
    }

    @Test
    void shouldGoFromPageToPage() {
        // given
        window.visit("/runs/" + run).awaitState("SUCCEEDED");
        // when, then
        press("n");
        assertThat(window.page()).hasURL(Pattern.compile(".*/submit$"));
        window.page().locator("h1").click();
        press("h");
        there(".run-link").first().waitFor();
        press("j", "Enter");
        assertThat(window.page()).hasURL(Pattern.compile(".*/runs/" + run + "$"));
        press("Escape");
        assertThat(window.page()).hasURL(machine.url().resolve("/").toString());
        assertThat(window.complaints()).isEmpty();
    }

    @Test
    void shouldHelpAndLeaveHelp() {
        // given
        window.visit("/");
        there(".run-link").first().waitFor();
        // when
        press("?");
        // then
        assertThat(there("dialog[open] kbd").first()).isVisible();
        press("n");
        assertThat(window.page()).hasURL(machine.url().resolve("/").toString());
        press("Escape");
        assertThat(there("dialog")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"1, ''", "2, timeline", "3, activities", "4, usage", "5, files"})
    void shouldShowViewOfItsNumber(String key, String view) {
        // given
        window.visit("/runs/%s?view=%s".formatted(run, view.equals("usage") ? "timeline" : "usage"))
                .awaitState("SUCCEEDED");
        // when
        press(key);
        // then
        var address = view.isEmpty() ? "" : "\\?view=" + view;
        assertThat(window.page()).hasURL(Pattern.compile(".*/runs/%s%s$".formatted(run, address)));
        assertThat(there("[role=tab][aria-selected=true]")).hasId("tab-" + (view.isEmpty() ? "graph" : view));
    }

    @ParameterizedTest
    @CsvSource({"j, j, k", "ArrowDown, ArrowDown, ArrowUp"})
    void shouldChooseAndOpenActivity(String down, String again, String up) {
        // given
        window.visit("/runs/%s?view=activities".formatted(run)).awaitState("SUCCEEDED");
        there(".activity-row").first().waitFor();
        // when, then
        press(down, again);
        assertThat(there(".activity-row.chosen")).containsText("second");
        press(up, "Enter");
        assertThat(there("h1")).hasText("first");
        press("/");
        assertThat(there("#log-search")).isFocused();
        press("Escape", "Escape");
        assertThat(window.page()).hasURL(Pattern.compile(".*/runs/%s$".formatted(run)));
    }

    @Test
    void shouldZoomAndMoveGraphAndSearchIt() {
        // given
        window.visit("/runs/" + run).awaitState("SUCCEEDED");
        there(".node").first().waitFor();
        var first = placed();
        // when, then
        press("+");
        var larger = placed();
        assertThat(scale(larger)).isGreaterThan(scale(first));
        press("-", "-");
        assertThat(scale(placed())).isLessThan(scale(larger));
        press("0");
        assertThat(scale(placed())).isEqualTo(scale(first));
        var before = placed();
        press("ArrowLeft");
        assertThat(placed()).isNotEqualTo(before);
        press("ArrowRight");
        assertThat(placed()).isEqualTo(before);
        press("/");
        window.page().keyboard().type("second");
        assertThat(there(".node.found")).hasCount(1);
    }

    private String placed() {
        return (String)
                there("svg.graph .world")
                        .evaluate(
                                "async (world) => { await new Promise(requestAnimationFrame); return world.getAttribute('transform'); }");
    }

    private static double scale(String transform) {
        return Double.parseDouble(transform.replaceAll(".*scale\\((.*)\\)", "$1"));
    }
}
