package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command line, against everything on one machine")
class CommandLineTest {

    private static Machine machine;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        machine = Machine.processes("command-line");
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    @Test
    void shouldShowProgressAndExitWithZeroWhenRunSucceeds() {
        // when
        var ended = machine.akoflow("run", example("diamond"), "--wait");
        // then
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("split", "odd", "even", "join succeeded", "All 4 activities succeeded.");
        assertThat(machine.akoflow("logs", "last", "join").out()).contains("sum 500500");
        assertThat(machine.akoflow("list").out()).contains("diamond", "succeeded");
    }

    @Test
    void shouldExitWithOneAndTellCauseAndAdviceWhenRunFails() throws IOException {
        // given
        var file = Files.writeString(folder.resolve("fails.yaml"), """
                name: fails
                spec:
                  image: alpine:3.20
                  activities:
                    - name: bad
                      run: |
                        echo "about to fail"
                        exit 3
                    - name: never
                      run: echo never
                      dependsOn: [bad]
                """);
        // when
        var ended = machine.akoflow("run", file.toString(), "--wait");
        // then
        assertThat(ended.exitCode()).isEqualTo(1);
        var shown = machine.akoflow("show", "last").out();
        assertThat(shown).contains("failed", "skipped", "exit code 3", "about to fail");
    }

    @Test
    void shouldExitWithTwoAndNameEveryErrorWhenFileIsWrong() throws IOException {
        // given
        var file = Files.writeString(folder.resolve("wrong.yaml"), """
                name: wrong
                spec:
                  activities:
                    - name: a
                      run: echo
                      dependOn: [b]
                """);
        // when
        var sent = machine.akoflow("run", file.toString());
        var validated = machine.akoflow("validate", file.toString());
        // then
        assertThat(sent.exitCode()).isEqualTo(2);
        assertThat(validated.exitCode()).isEqualTo(2);
        assertThat(sent.err()).contains("6:7", "dependsOn", "image");
        assertThat(validated.err() + validated.out()).contains("6:7", "dependsOn", "image");
    }

    @Test
    void shouldSubmitWhenCalledAsOriginalClient() {
        // given
        var host = machine.url().getHost();
        var port = String.valueOf(machine.url().getPort());
        // when
        var withRun = machine.akoflow("run", "--host", host, "--port", port, "--file", example("hello"));
        var without = machine.akoflow("--host", host, "--port", port, "--file", example("hello"));
        // then
        assertThat(withRun.exitCode()).as(withRun.err()).isZero();
        assertThat(without.exitCode()).as(without.err()).isZero();
        assertThat(machine.awaitOver(without.out().strip()).path("state").asText())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void shouldExitWithThreeWhenNoServer() {
        // when
        var ended = new Program("io.akoflow.cli.Akoflow", Map.of())
                .run("", List.of("list", "--server", "http://localhost:1"));
        // then
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err()).startsWith("akoflow: Expected a server at http://localhost:1");
    }

    private static String example(String name) {
        return Classes.home()
                .resolve("examples/%s/workflow.yaml".formatted(name))
                .toString();
    }
}
