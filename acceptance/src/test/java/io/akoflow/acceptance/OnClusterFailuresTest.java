package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("Failures in real containers, on a cluster, each with class, kind, cause and advice")
class OnClusterFailuresTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("failures");
        cluster.assumeRealNodes();
        machine =
                cluster.start(settings -> settings.withServiceSetting("akoflow.watcher.waits.unschedulable", "PT20S"));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run: echo so far; exit 3         |                   | USER, ExitCode    | exit code 3   | so far",
                "run: frobnicate                  |                   | USER, ExitCode    | 127           | frobnicate",
                "run: echo so far; tail /dev/zero | memoryLimit: 24Mi | USER, OutOfMemory | memory        | so far",
                "run: echo so far; sleep 100      | timeout: 3s       | USER, TimedOut    | time-out      | so far",
                "command: [/bin/fish]             |                   | CONFIGURATION, CannotStart | fish |",
                "run: echo | 'env: {TOKEN: {secret: missing, key: token}}' | CONFIGURATION, CreateContainerConfigError | missing |",
                "run: echo | image: nowhere/no:1  | CONFIGURATION, ImagePull        | nowhere/no:1 |",
                "run: echo | image: Alpine:3.20   | CONFIGURATION, InvalidImageName | Alpine:3.20  |",
            })
    void shouldSayWhyWhenActivityFails(
            String command, @Nullable String more, String kind, String cause, @Nullable String tail) {
        // when
        var run = machine.submit("""
                name: fails
                spec:
                  image: alpine:3.20
                  activities:
                    - name: bad
                      %s
                      %s
                """.formatted(command, more == null ? "" : more));
        // then
        var failure = failureOf(run, "bad");
        assertThatItIsTold(run, failure, kind, cause);
        assertThat(failure.path("logTail").asText("")).contains(tail == null ? "" : tail);
    }

    @Test
    void shouldSayThatShellIsMissing() {
        // when
        var run = machine.submit("""
                name: fails
                spec:
                  image: alpine:3.20
                  shell: [/bin/bash, -ec]
                  activities: [{name: bad, run: echo}]
                """);
        // then
        assertThatItIsTold(run, failureOf(run, "bad"), "CONFIGURATION, CannotStart", "/bin/bash");
    }

    @Test
    void shouldSayThatCopyingFailed() {
        // when
        var run = machine.submit("""
                name: fails
                spec:
                  image: alpine:3.20
                  storagePolicy: {type: standalone, storageSize: 32Mi}
                  activities:
                    - {name: folder, run: mkdir result; echo > result/of-folder}
                    - {name: file, run: echo > result}
                    - {name: bad, run: ls, dependsOn: [folder, file]}
                """);
        // then
        var failure = failureOf(run, "bad");
        assertThatItIsTold(run, failure, "USER, ExitCode", "The copying of files from its dependencies");
        assertThat(failure.path("logTail").asText()).contains("result");
    }

    @ParameterizedTest
    @CsvSource({"cpuLimit: 5000, cpu", "memoryLimit: 900Gi, memory", "nodeSelector: disk=ssd, nodeSelector"})
    void shouldWaitAndThenSayWhatIsMissingWhenNoNodeFits(String wish, String missing) {
        // when
        var run = machine.submit("""
                name: waits
                spec:
                  image: alpine:3.20
                  activities: [{name: bad, run: "true", %s}]
                """.formatted(wish));
        // then
        await("what it waits for")
                .atMost(PATIENCE)
                .until(() ->
                        machine.firstActivity(run).path("waitingFor").asText("").contains(missing));
        assertThat(show(run)).contains("It waits for a node", missing);
        assertThatItIsTold(run, failureOf(run, "bad"), "CONFIGURATION, Unschedulable", missing);
    }

    private static JsonNode failureOf(String run, String activity) {
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("FAILED");
        return machine.activity(run, activity).path("failure");
    }

    private static void assertThatItIsTold(String run, JsonNode failure, String kind, String cause) {
        assertThat("%s, %s"
                        .formatted(
                                failure.path("failureClass").asText(),
                                failure.path("kind").asText()))
                .as(failure.toString())
                .isEqualTo(kind);
        assertThat(failure.path("cause").asText()).contains(cause);
        assertThat(failure.path("advice").asText()).isNotEmpty();
        var shown = show(run);
        assertThat(shown)
                .contains(
                        "bad (%s):".formatted(kind),
                        failure.path("cause").asText(),
                        failure.path("advice").asText());
        failure.path("logTail")
                .asText("")
                .lines()
                .forEach(line -> assertThat(shown).contains("| " + line));
    }

    private static String show(String run) {
        var environment = Map.of(
                "AKOFLOW_SERVER", machine.url().toString(),
                "AKOFLOW_TOKEN", machine.parts().token());
        return new Program("io.akoflow.cli.Akoflow", environment)
                .run("", List.of("show", run))
                .out();
    }
}
