package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Activities share a pod, and each is told of as if it had one to itself")
class PackingTest {

    private static Machine machine;

    @BeforeAll
    static void start() {
        machine = Machine.processes("packing");
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    @Test
    void shouldRepeatOnlyTheOneThatFailsWhenThreeShareAPod() {
        // when
        var run = machine.submit("""
                name: packing
                spec:
                  image: alpine:3.20
                  retry: {attempts: 2, backoff: 100ms}
                  packing: [{match: part, size: 3, wait: 30s}]
                  activities:
                    - {name: part-1, run: echo of one; echo 1 > one}
                    - {name: part-2, run: 'echo of two, attempt $AKOFLOW_ATTEMPT; [ $AKOFLOW_ATTEMPT = 2 ]'}
                    - {name: part-3, run: echo of three; sleep 2}
                    - {name: after, run: cat one, dependsOn: [part-1, part-2, part-3]}
                """);

        // then
        var over = machine.awaitOver(run);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        assertThat(attempts(run, "part-1")).hasSize(1);
        assertThat(attempts(run, "part-2")).hasSize(2);
        assertThat(attempts(run, "part-3")).hasSize(1);
        assertThat(Stream.of("part-1", "part-2", "part-3").map(name -> pod(run, name, 1)))
                .as("the pod of the first attempts")
                .doesNotContain("")
                .containsOnly(pod(run, "part-1", 1));
        assertThat(pod(run, "part-2", 2)).isNotEqualTo(pod(run, "part-1", 1));
        var failure = attempts(run, "part-2").getLast().path("failure");
        assertThat(failure.path("failureClass").asText()).isEqualTo("USER");
        assertThat(failure.path("exitCode").asInt()).isEqualTo(1);
        assertThat(failure.path("logTail").asText()).isEqualTo("of two, attempt 1");
        assertThat(machine.log(run, "part-1")).isEqualTo("of one\n");
        assertThat(machine.log(run, "part-2")).isEqualTo("of two, attempt 2\n");
        assertThat(machine.log(run, "part-3")).isEqualTo("of three\n");
        assertThat(machine.log(run, "after")).isEqualTo("1\n");
    }

    @Test
    void shouldCopyFilesForEachWhenEachHasADiskOfItsOwn() {
        // when
        var run = machine.submit("""
                name: disks
                spec:
                  image: alpine:3.20
                  storagePolicy: {type: standalone, storageSize: 32Mi}
                  packing: [{match: part, size: 2, wait: 30s}]
                  activities:
                    - {name: first, run: echo first > a}
                    - {name: part-1, run: echo one >> a, dependsOn: [first]}
                    - {name: part-2, run: echo two >> a, dependsOn: [first]}
                    - {name: one, run: cat a, dependsOn: [part-1]}
                    - {name: two, run: cat a, dependsOn: [part-2]}
                """);

        // then
        var over = machine.awaitOver(run);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        assertThat(pod(run, "part-2", 1)).isNotEmpty().isEqualTo(pod(run, "part-1", 1));
        assertThat(machine.log(run, "one")).isEqualTo("first\none\n");
        assertThat(machine.log(run, "two")).isEqualTo("first\ntwo\n");
    }

    @Test
    void shouldEndAllThatShareAPodWhenTheRunIsCancelled() {
        // given
        var run = machine.submit("""
                name: cancelled
                spec:
                  image: alpine:3.20
                  packing: [{match: part, size: 2, wait: 30s}]
                  activities:
                    - {name: part-1, run: "true"}
                    - {name: part-2, run: sleep 600}
                """);
        await("one to run and one to be over")
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        machine.activity(run, "part-1").path("state").asText().equals("SUCCEEDED")
                                && machine.activity(run, "part-2")
                                        .path("state")
                                        .asText()
                                        .equals("RUNNING"));

        // when
        machine.send(machine.request("/api/v1/runs/%s/cancel".formatted(run)).POST(BodyPublishers.noBody()));

        // then
        var over = machine.awaitOver(run);
        assertThat(over.path("state").asText()).isEqualTo("CANCELLED");
        assertThat(machine.activity(run, "part-1").path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(machine.activity(run, "part-2").path("state").asText()).isEqualTo("CANCELLED");
    }

    /** The newest first. */
    private static List<JsonNode> attempts(String run, String activity) {
        List<JsonNode> all = new ArrayList<>();
        machine.activity(run, activity).path("attempts").forEach(all::add);
        return all;
    }

    private static String pod(String run, String activity, int attempt) {
        return attempts(run, activity).stream()
                .filter(it -> it.path("attempt").asInt() == attempt)
                .map(it -> it.path("pod").path("name").asText())
                .findFirst()
                .orElse("");
    }
}
