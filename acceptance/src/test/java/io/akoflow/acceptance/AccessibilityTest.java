package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The web page, as axe sees it")
class AccessibilityTest {

    private static final List<String> TOO_BAD = List.of("serious", "critical");
    private static final String WORKFLOW = """
            name: seen
            spec:
              image: alpine:3.20
              onFailure: continue
              activities:
                - name: good
                  run: echo fine | tee kept.txt
                - name: bad
                  run: printf 'It is \\033[31mred\\033[0m.\\n'; exit 3
                - name: never
                  run: echo
                  dependsOn: [bad]
            """;

    private static Chromium chromium;
    private static Machine machine;
    private static String run;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        machine = Machine.processes("accessibility");
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

    static Stream<Look> looks() {
        return Stream.of(Look.WIDE, Look.WIDE.dark(), Look.NARROW, Look.NARROW.dark());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void shouldBeUsableByEverybody(Look look) {
        try (var window = chromium.open(machine, look)) {
            look(window, "/", ".run-link");
            look(window, "/submit", "textarea");
            window.field("submit.editor").fill("name: wrong\nspec: {}\n");
            window.page().locator(".problem").first().waitFor();
            check(window, "a wrong file");
            look(window, "/runs/" + run, ".node");
            look(window, "/runs/" + run + "?view=timeline", ".path");
            look(window, "/runs/" + run + "?view=activities", ".activity-row");
            look(window, "/runs/" + run + "?view=usage", ".types td");
            look(window, "/runs/" + run + "?view=files&file=kept.txt", ".file-shown .log-line");
            look(window, "/runs/" + run + "/activities/bad", ".log-line");
            look(window, "/runs/no/such/page", "h1");
            for (var action : List.of("resume", "delete")) {
                window.visit("/runs/" + run);
                window.button("actions." + action).click();
                window.page().locator("dialog #confirm").waitFor();
                check(window, "the question before " + action);
            }
            window.visit("/");
            window.page().locator("#help").click();
            window.page().locator("dialog").waitFor();
            check(window, "help");
        }
    }

    private static void look(Window window, String path, String there) {
        window.visit(path);
        window.page().locator(there).first().waitFor();
        check(window, path);
    }

    private static void check(Window window, String what) {
        var bad = new AxeBuilder(window.page())
                .analyze().getViolations().stream()
                        .filter(rule -> TOO_BAD.contains(rule.getImpact()))
                        .map(rule -> "%s: %s".formatted(rule.getHelp(), rule.getNodes()))
                        .toList();
        assertThat(bad).as(what).isEmpty();
    }
}
