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
@DisplayName("Failures in real containers, on a cluster, each with class, cause and advice")
class OnClusterFailuresTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("failures");
        cluster.assumeRealNodes();
        machine = cluster.start();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alpine:3.20  | run: exit 3          |                   | USER/ExitCode                  | exit code 3",
                "alpine:3.20  | run: tail /dev/zero  | memoryLimit: 24Mi | USER/OutOfMemory               | memory",
                "alpine:3.20  | run: sleep 100       | timeout: 3s       | USER/TimedOut                  | time-out",
                "nowhere/no:1 | run: echo            |                   | CONFIGURATION/ImagePull        | nowhere/no:1",
                "Alpine:3.20  | run: echo            |                   | CONFIGURATION/InvalidImageName | Alpine:3.20",
                "alpine:3.20  | command: [/bin/fish] |                   | CONFIGURATION/CannotStart      | fish",
            })
    void shouldShowClassCauseAndAdviceWhenActivityFails(
            String image, String command, @Nullable String more, String kind, String cause) {
        // given
        var file = """
                name: fails
                spec:
                  activities:
                    - name: bad
                      image: "%s"
                      %s
                      %s
                """.formatted(image, command, more == null ? "" : more);
        // when
        var run = machine.submit(file);
        // then
        assertThat(machine.awaitOver(run, PATIENCE).path("state").asText()).isEqualTo("FAILED");
        var failure = activity(run).path("failure");
        assertThat(failure.path("failureClass").asText() + "/"
                        + failure.path("kind").asText())
                .as(failure.toString())
                .isEqualTo(kind);
        assertThat(failure.path("cause").asText()).contains(cause);
        assertThat(failure.path("advice").asText()).isNotEmpty();
        var shown = akoflow("show", run);
        assertThat(shown)
                .contains(failure.path("cause").asText(), failure.path("advice").asText());
    }

    @Test
    void shouldSayWhatIsMissingWhenNoNodeFits() {
        // given
        var run = machine.submit("""
                name: waits
                spec:
                  image: alpine:3.20
                  activities: [{name: big, run: "true", cpuLimit: 5000}]
                """);
        // when
        await("what it waits for").atMost(PATIENCE).until(() -> !waiting(run).isEmpty());
        // then
        assertThat(waiting(run)).contains("cpu");
        assertThat(akoflow("show", run)).contains("cpu");
        akoflow("cancel", run);
    }

    private static String waiting(String run) {
        return activity(run).path("waitingFor").asText();
    }

    private static JsonNode activity(String run) {
        return machine.firstActivity(run);
    }

    private static String akoflow(String... words) {
        var environment = Map.of(
                "AKOFLOW_SERVER", machine.url().toString(),
                "AKOFLOW_TOKEN", machine.parts().token());
        return new Program("io.akoflow.cli.Akoflow", environment)
                .run("", List.of(words))
                .out();
    }
}
