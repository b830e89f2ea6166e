package io.akoflow.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The web page goes on when something is in its way")
class PageRecoversTest {

    private static final String FAILING = """
            name: survey
            spec:
              image: alpine:3.20
              activities:
                - name: observe
                  run: exit 3
            """;

    /** What it may be resumed with: it succeeds, and there is more of it. */
    private static final String MENDED = FAILING.replace("exit 3", "echo observed") + """
                - name: reduce
                  run: echo reduced
                  dependsOn: [observe]
            """;

    private static Chromium chromium;
    private static Machine machine;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        machine = Machine.processes("page-recovers");
    }

    @AfterAll
    static void end() {
        if (machine != null) {
            machine.close();
            chromium.close();
        }
    }

    private static String failed() {
        var run = machine.submit(FAILING);
        machine.awaitOver(run);
        return run;
    }

    private static void resume(String run) {
        var answer = machine.send(machine.request("/api/v1/runs/%s/resume".formatted(run))
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(MENDED)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static void seeBothSucceed(Window window) {
        for (var name : List.of("observe", "reduce")) {
            var row = window.page().locator(".activity-row").filter(new Locator.FilterOptions().setHasText(name));
            assertThat(row.locator(".badge")).hasAttribute("data-state", "SUCCEEDED");
        }
    }

    @Test
    void shouldShowNewActivitiesWhenTheirEventsComeBeforeTheOutline() {
        // given
        var run = failed();
        try (var window = chromium.open(machine, Look.WIDE)) {
            window.visit("/runs/%s?view=activities".formatted(run)).awaitState("FAILED");
            var held = new ArrayList<Route>();
            window.page().route("**/outline", held::add);
            // when
            resume(run);
            window.awaitState("SUCCEEDED");
            window.page().waitForCondition(() -> !held.isEmpty());
            held.forEach(Route::resume);
            window.page().unroute("**/outline");
            // then
            seeBothSucceed(window);
            assertThat(window.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"outline", "graph"})
    void shouldSayWhatIsWrongAndGoOnWhenServerIsInTrouble(String request) {
        // given
        var run = failed();
        try (var window = chromium.open(machine, Look.WIDE)) {
            var isInTrouble = new AtomicInteger(1);
            window.page().route("**/" + request, route -> {
                if (isInTrouble.get() == 0) {
                    route.resume();
                } else {
                    route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{\"detail\":\"in trouble\"}"));
                }
            });
            window.visit("/runs/" + run);
            assertThat(window.page().locator("[role=alert]")).containsText("in trouble");
            assertThat(window.page().getByText(window.text("loading"))).hasCount(0);
            // when
            isInTrouble.set(0);
            // then
            assertThat(window.page().locator(".node[data-state=FAILED]")).hasCount(1);
            assertThat(window.page().locator("[role=alert]")).hasCount(0);
        }
    }

    @Test
    void shouldCatchUpWhenConnectionBroke() {
        // given
        var run = failed();
        try (var window = chromium.open(machine, Look.WIDE);
                var cable = Cable.to(machine.url())) {
            window.page()
                    .navigate(cable.url()
                            .resolve("/runs/%s?view=activities".formatted(run))
                            .toString());
            window.awaitState("FAILED");
            cable.cut();
            assertThat(window.page().locator(".lost")).hasText(window.text("connection.lost"));
            resume(run);
            machine.awaitOver(run);
            // when
            cable.mend();
            // then
            seeBothSucceed(window);
            assertThat(window.page().locator(".lost")).hasCount(0);
        }
    }

    @Test
    void shouldAskNothingWhenTabIsOpenedInBackground() {
        // given
        var run = failed();
        try (var window = chromium.open(machine, Look.WIDE)) {
            var asked = new ArrayList<String>();
            window.page().onRequest(request -> {
                if (request.url().contains("/api/")) {
                    asked.add(request.url());
                }
            });
            window.page()
                    .addInitScript("Object.defineProperty(document, 'hidden', { value: true, configurable: true });");
            window.visit("/runs/" + run);
            window.page()
                    .waitForCondition(
                            () -> window.page().locator("ak-run-page .page").isVisible());
            assertThat(asked).isEmpty();
            // when
            window.page()
                    .evaluate("Object.defineProperty(document, 'hidden', { value: false, configurable: true });"
                            + "document.dispatchEvent(new Event('visibilitychange'));");
            // then
            window.awaitState("FAILED");
            assertThat(asked).isNotEmpty();
        }
    }

    @Test
    void shouldKeepEditedFileWhenEscIsPressedOrPointerGoesBeside() {
        // given
        var run = failed();
        try (var window = chromium.open(machine, Look.WIDE)) {
            window.visit("/runs/" + run).awaitState("FAILED");
            window.button("actions.resume").click();
            window.page().locator("#edit").click();
            var editor = window.field("resume.file");
            editor.fill(MENDED);
            // when
            editor.press("Escape");
            editor.press("Escape");
            // A browser closes a dialog at the second Esc without anything else between, whatever it is told at the
            // first.
            window.button("dialog.no").press("Escape");
            window.button("dialog.no").press("Escape");
            window.page().mouse().click(5, 5);
            // then
            assertThat(editor).hasValue(MENDED);
            assertThat(window.page().locator("dialog[open]")).hasCount(1);
            window.button("dialog.no").click();
            assertThat(window.page().locator("dialog")).hasCount(0);
        }
    }

    @Test
    void shouldStayOpenWhenTextIsMarkedBeyondDialog() {
        // given
        var run = failed();
        try (var window = chromium.open(machine, Look.WIDE)) {
            window.visit("/runs/" + run).awaitState("FAILED");
            window.button("actions.delete").click();
            var title = window.page().locator("#dialog-title").boundingBox();
            var mouse = window.page().mouse();
            // when
            mouse.move(title.x + 5, title.y + 5);
            mouse.down();
            mouse.move(5, 5);
            mouse.up();
            // then
            assertThat(window.page().locator("dialog[open]")).hasCount(1);
            mouse.click(5, 5);
            assertThat(window.page().locator("dialog")).hasCount(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"activities", "timeline"})
    void shouldGoNowhereWhenNothingIsFound(String view) {
        // given
        var run = failed();
        try (var window = chromium.open(machine, Look.WIDE)) {
            window.visit("/runs/%s?view=%s&q=no+such+thing".formatted(run, view))
                    .awaitState("FAILED");
            window.page().locator("#find").waitFor();
            // when
            window.page().keyboard().press("j");
            window.page().keyboard().press("Enter");
            // then
            assertThat(window.page()).hasURL(Pattern.compile("/runs/%s\\?".formatted(run)));
            assertThat(window.page().locator("#find")).hasValue("no such thing");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/submit", "/runs/%s", "/runs/%s/activities/observe"})
    void shouldBringFileToEditorWhenDroppedOnAnyPage(String path) {
        // given
        var run = failed();
        try (var window = chromium.open(machine, Look.WIDE)) {
            window.visit(path.formatted(run));
            window.page().locator("main .heading").waitFor();
            // when
            drop(window.page(), MENDED);
            // then
            window.page().waitForURL(Pattern.compile(".*/submit$"));
            assertThat(window.field("submit.editor")).hasValue(MENDED);
        }
    }

    private static void drop(Page page, String text) {
        page.evaluate("""
                (text) => {
                  const dataTransfer = new DataTransfer();
                  dataTransfer.items.add(new File([text], 'workflow.yaml'));
                  const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
                  document.querySelector('main').dispatchEvent(event);
                }""", text);
    }
}
