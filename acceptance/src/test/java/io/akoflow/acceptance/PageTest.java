package io.akoflow.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The web page, as somebody uses it")
class PageTest {

    /** What it begins with waits for the test; what comes next fails once, and finds then what it left. */
    private static final String GOOD = """
            name: mosaic
            spec:
              image: alpine:3.20
              activities:
                - name: project
                  run: while ! test -f go; do sleep 0.1; done; echo projected
                - name: flatten
                  run: |
                    test -f flat || { touch flat; echo "there is no flat field"; exit 3; }
                    echo flattened
                  dependsOn: [project]
                - name: add
                  run: echo added
                  dependsOn: [flatten]
            """;

    private static final String BAD = GOOD.replace("run: while", "rum: while");

    private static Chromium chromium;
    private static Machine machine;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        machine = Machine.processes("page");
    }

    @AfterAll
    static void end() {
        if (machine != null) {
            machine.close();
            chromium.close();
        }
    }

    static Stream<Look> looks() {
        return Stream.of(Look.WIDE, Look.WIDE.in("pt-BR"), Look.NARROW, Look.NARROW.in("en"));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void shouldLeadFromBadFileToSuccess(Look look) throws IOException {
        try (var window = chromium.open(machine, look)) {
            // given
            window.visit("/submit");
            submitBadThenGood(window);
            seeItFailLive(window);
            // when
            readWhy(window);
            resume(window);
            // then
            window.awaitState("SUCCEEDED");
            assertThat(window.complaints()).isEmpty();
        }
    }

    private static void submitBadThenGood(Window window) {
        var editor = window.field("submit.editor");
        editor.fill(BAD);
        var problem = window.page().locator("button.problem");
        assertThat(problem.first()).containsText(window.text("submit.line").replace("{line}", "6"));
        assertThat(problem.first()).containsText("did you mean 'run'?");
        assertThat(window.page().locator(".lens[data-line='6']")).containsText("'rum'");
        assertThat(window.page().locator("#submit")).isDisabled();
        editor.fill(GOOD);
        assertThat(problem).hasCount(0);
        assertThat(window.page().locator(".verdict")).containsText("mosaic");
        window.page().locator("#submit").click();
    }

    private static void seeItFailLive(Window window) throws IOException {
        window.page().waitForURL(Pattern.compile(".*/runs/[0-9a-z]+$"));
        assertThat(window.page().locator("h1")).hasText("mosaic");
        window.page().locator(".node[data-state=RUNNING]").waitFor();
        Files.createFile(machine.disk(runOf(window)).resolve("go"));
        window.awaitState("FAILED");
        assertThat(window.page().locator(".node[data-state=SKIPPED]")).hasCount(1);
        assertThat(window.page().locator(".legend")).containsText(window.text("state.SUCCEEDED"));
    }

    private static String runOf(Window window) {
        var path = URI.create(window.page().url()).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void readWhy(Window window) {
        window.tab("run.view.activities").click();
        window.page().locator(".activity-row a").filter(with("flatten")).click();
        window.awaitState("FAILED");
        assertThat(window.page().locator("h1")).hasText("flatten");
        assertThat(window.page().locator(".failure")).containsText("exit code 3");
        assertThat(window.page().locator(".failure .advice")).not().isEmpty();
        assertThat(window.page().locator(".log-line").first()).containsText("there is no flat field");
        window.page().goBack();
        window.awaitState("FAILED");
    }

    private static void resume(Window window) {
        window.button("actions.resume").click();
        var listed = window.page().locator(".resume-list li");
        assertThat(listed).hasCount(2);
        assertThat(listed.first()).containsText("flatten");
        window.button("resume.do").click();
        assertThat(window.page().locator("dialog")).hasCount(0);
    }

    private static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void shouldCancelAndDeleteWhenConfirmed() {
        // given
        var run =
                machine.submit("name: long\nspec: {image: 'alpine:3.20', activities: [{name: wait, run: sleep 600}]}");
        try (var window = chromium.open(machine, Look.WIDE)) {
            window.visit("/runs/" + run);
            window.awaitState("RUNNING");
            // when
            window.button("actions.cancel").click();
            window.button("dialog.no").click();
            assertThat(window.page().locator("dialog")).hasCount(0);
            window.button("actions.cancel").click();
            window.button("cancel.do").click();
            window.awaitState("CANCELLED");
            window.button("actions.delete").click();
            window.button("delete.do").click();
            // then
            window.page().waitForURL(machine.url().resolve("/").toString());
            assertThat(machine.send(machine.request("/api/v1/runs/" + run)).statusCode())
                    .isEqualTo(404);
            assertThat(window.complaints()).isEmpty();
        }
    }
}
