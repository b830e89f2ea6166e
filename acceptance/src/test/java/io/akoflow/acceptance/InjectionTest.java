package io.akoflow.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("Whatever users write is text on the web page, and nothing else")
class InjectionTest {

    static final List<String> TEXTS = List.of(
            "<img src=x onerror=alert(1)>",
            "\"><script>alert(1)</script>",
            "' onmouseover='alert(1)' style='position:fixed;inset:0",
            "${alert(1)} {{alert(1)}} #{alert(1)}",
            "javascript:alert(1)",
            "../../api/v1/runs?x=<svg/onload=alert(1)>#%2e%2e",
            "\uD83D\uDC69\u200D\uD83D\uDE80 emoji \uD83C\uDF0C",
            "\u202Egnp.exe \u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
            "x".repeat(1024));

    private static final List<String> VIEWS = List.of("graph", "timeline", "activities", "usage", "files");

    private static Chromium chromium;
    private static Machine machine;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        machine = Machine.processes("injection");
    }

    @AfterAll
    static void end() {
        if (machine != null) {
            machine.close();
            chromium.close();
        }
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void shouldShowTextWhenItLooksLikeMarkup(String text) {
        // given
        var run = machine.submit(workflow(text));
        machine.awaitOver(run);
        try (var window = chromium.open(machine, Look.WIDE)) {
            // when
            window.visit("/");
            window.page().locator(".run-link").first().waitFor();
            assertPlain(window);
            for (var view : VIEWS) {
                window.visit("/runs/%s?view=%s".formatted(run, view));
                assertThat(window.page().locator("h1")).hasText(shown(text));
                window.page().locator("#view > *").waitFor();
                assertPlain(window);
            }
            window.visit("/runs/%s/activities/%s".formatted(run, encoded(text)));
            // then
            assertThat(window.page().locator("h1 bdi"))
                    .hasText(shown(text.length() > 160 ? text.substring(0, 160) + "…" : text));
            assertThat(window.page().locator(".log-text").first()).containsText(shown(text));
            assertPlain(window);
        }
    }

    @Test
    void shouldShowColoursAndNothingElseWhenLogIsMeantForTerminals() {
        // given
        var script =
                "printf '\\033]0;title\\007\\033[31m<b onclick=alert(1)>red</b>\\033[0m\\033[2J\\033[1;1H plain\\n';"
                        + "printf '\\033]8;;javascript:alert(1)\\033\\\\link\\033]8;;\\033\\\\\\n'";
        var run = machine.submit(workflow("terminal", "terminal", script));
        machine.awaitOver(run);
        try (var window = chromium.open(machine, Look.WIDE)) {
            // when
            window.visit("/runs/%s/activities/terminal".formatted(run));
            // then
            var lines = window.page().locator(".log-text");
            assertThat(lines.first()).hasText("<b onclick=alert(1)>red</b> plain");
            assertThat(lines.first().locator(".ansi-1")).hasText("<b onclick=alert(1)>red</b>");
            assertThat(lines.nth(1)).hasText("link");
            assertThat(window.page().locator(".log-lines a")).hasCount(0);
            assertPlain(window);
        }
    }

    @Test
    void shouldSayWhereWhenNameIsTooLong() {
        try (var window = chromium.open(machine, Look.WIDE)) {
            // given
            window.visit("/submit");
            // when
            window.field("submit.editor").fill(workflow("<script>alert(1)</script>".repeat(400)));
            // then
            assertThat(window.page().locator(".problem").first()).containsText("1,024");
            assertThat(window.page().locator("#submit")).isDisabled();
            assertPlain(window);
        }
    }

    private static void assertPlain(Window window) {
        var foreign = window.page()
                .evaluate("document.querySelectorAll('img, iframe, object, embed, script:not([src]), [onerror],"
                        + " [onclick], [onload], [onmouseover], a[href^=\"javascript:\"]').length");
        assertThat(foreign).isEqualTo(0);
        assertThat(window.complaints()).isEmpty();
    }

    private static String workflow(String text) {
        return workflow(text, text, "printf '%s\\n' \"$TEXT\"; exit 3");
    }

    private static String workflow(String name, String activity, String script) {
        var env = Map.of("TEXT", activity);
        var one = Map.of("name", activity, "run", script, "env", env);
        var after = Map.of("name", "after", "run", "true", "dependsOn", List.of(activity));
        var activities = new ArrayList<Object>(List.of(one, after));
        return json(Map.of("name", name, "spec", Map.of("image", "alpine:3.20", "activities", activities)));
    }

    private static String json(Object value) {
        try {
            return JsonMapper.builder().build().writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As a browser compares it, for which any number of spaces is one. */
    private static String shown(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
