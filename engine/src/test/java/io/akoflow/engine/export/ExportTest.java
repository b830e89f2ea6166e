package io.akoflow.engine.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.PodRef;
import io.akoflow.contract.RunState;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a run was, told elsewhere")
class ExportTest {

    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
    private static final String FILE = """
            name: words
            spec:
              image: alpine:3.20
              activities:
                - {name: split-1, run: split, inputs: [all.txt], outputs: [{path: a b, bytes: 7}, rest]}
                - {name: split-2, run: split, dependsOn: [split-1], inputs: [rest]}
                - {name: count, run: count, image: 'registry.example:5000/tools/count:1.2', dependsOn: [split-1], inputs: [a b], outputs: [../n]}
            """.replace("../n", "n");
    private static final String STANDALONE = """
            name: words
            spec:
              image: alpine:3.20
              storagePolicy: {type: standalone}
              activities:
                - {name: split 1, run: split, inputs: [all.txt], outputs: [o o]}
                - {name: split-2, run: split, dependsOn: [split 1], inputs: [o o], outputs: [o o]}
                - {name: count, run: count, dependsOn: [split-2], inputs: [o o]}
            """;
    private static final Failure FAILURE = new Failure(
            FailureClass.USER, "ExitCode", 3, "The command ended\twith exit code 3.", "Look at the log.", null);

    @ParameterizedTest
    @EnumSource(RunState.class)
    void shouldBeACrateHoweverTheRunEnded(RunState state) {
        // when
        var graph = crate(run(state)).toList();

        // then
        assertThat(CrateRules.broken(graph)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#tool-1",
                "./",
                "workflow.yaml",
                "#step-1",
                "#attempt-0-1",
                "https://w3id.org/ro/wfrun/process/0.5"
            })
    void shouldSeeThatSomethingIsMissing(String id) {
        // given
        var graph = crate(run(RunState.SUCCEEDED))
                .filter(it -> !id.equals(it.get("@id")))
                .toList();

        // when, then
        assertThat(CrateRules.broken(graph)).isNotEmpty();
    }

    @Test
    void shouldTellEveryAttemptWithWhatItUsed() {
        // when
        var graph = crate(run(RunState.FAILED)).toList();

        // then
        assertThat(graph)
                .filteredOn(it -> "#attempt-0-1".equals(it.get("@id")))
                .singleElement()
                .satisfies(it -> assertThat(it)
                        .containsEntry("error", "The command ended\twith exit code 3.")
                        .doesNotContainKey("result")
                        .containsEntry("containerImage", Map.of("@id", "#image-1")));
        assertThat(graph)
                .filteredOn(it -> "#control-0".equals(it.get("@id")))
                .singleElement()
                .satisfies(it -> assertThat((List<?>) it.get("object")).hasSize(2));
        assertThat(graph)
                .filteredOn(it -> "#image-2".equals(it.get("@id")))
                .singleElement()
                .satisfies(it -> assertThat(it)
                        .containsEntry("registry", "registry.example:5000")
                        .containsEntry("name", "tools/count")
                        .containsEntry("tag", "1.2"));
        assertThat(graph)
                .filteredOn(it -> "#image-1".equals(it.get("@id")))
                .singleElement()
                .satisfies(it ->
                        assertThat(it).containsEntry("sha256", "0".repeat(64)).containsEntry("name", "library/alpine"));
        assertThat(graph)
                .extracting(it -> it.get("@id"))
                .contains("http://h/c?path=a%20b")
                .doesNotContain("#control-2");
    }

    @Test
    void shouldTellALineForEachAttempt() {
        // when
        var lines = Trace.lines(run(RunState.FAILED)).toList();

        // then
        assertThat(lines).hasSize(5).allMatch(it -> it.endsWith("\n")).allMatch(it -> it.split("\t", -1).length == 16);
        assertThat(lines.get(1))
                .isEqualTo(String.join(
                        "\t",
                        "0",
                        "p1",
                        "split-1",
                        "FAILED",
                        "3",
                        "1",
                        "1767268800000",
                        "1767268801000",
                        "1767268803000",
                        "3000",
                        "2000",
                        "1000",
                        "500",
                        "docker.io/library/alpine@sha256:" + "0".repeat(64),
                        "node-1",
                        "The command ended with exit code 3.\n"));
    }

    static Stream<Map<String, Object>> crate(ToldRun run) {
        var about = new RoCrate.About("0.1.0", "https://example.org/license", AT, "http://h/c?path=");
        List<Map<String, Object>> all = new ArrayList<>();
        RoCrate.graph(run, about).forEachRemaining(all::add);
        return all.stream();
    }

    @Test
    void shouldTellOnWhoseDiskFilesAreWhenEachActivityHasOne() {
        // given
        var run = run(RunState.SUCCEEDED, STANDALONE);

        // when
        var graph = crate(run).toList();
        var prov = ProvJson.of(run, "0.1.0", "http://h/c?path=");

        // then
        assertThat(graph)
                .filteredOn(it -> "File".equals(it.get("@type"))
                        && String.valueOf(it.get("@id")).startsWith("http"))
                .extracting(it -> it.get("@id"))
                .containsExactly(
                        "http://h/c?path=o%20o&activity=split%201",
                        "http://h/c?path=all.txt&activity=split%201", "http://h/c?path=o%20o&activity=split-2");
        assertThat(graph)
                .filteredOn(it -> "#attempt-1-1".equals(it.get("@id")))
                .singleElement()
                .satisfies(it -> assertThat(it)
                        .containsEntry("object", List.of(Map.of("@id", "http://h/c?path=o%20o&activity=split%201")))
                        .containsEntry("result", List.of(Map.of("@id", "http://h/c?path=o%20o&activity=split-2"))));
        assertThat(CrateRules.broken(graph)).isEmpty();
        assertThat((Map<?, ?>) prov.get("entity")).hasSize(3);
    }

    @Test
    void shouldTellTheNameThatWasAskedForWhenTheKubeletKnowsTheDigestAlone() {
        // given
        var digest = "sha256:" + "0".repeat(64);

        // when
        var image = CrateImage.of(digest, "registry.example:5000/tools/count:1.2", "#image-1");

        // then
        assertThat(image.properties())
                .containsEntry("sha256", "0".repeat(64))
                .containsEntry("registry", "registry.example:5000")
                .containsEntry("name", "tools/count")
                .containsEntry("tag", "1.2");
    }

    @Test
    void shouldMakeNothingBeforeItIsAskedFor() {
        // given
        var made = new AtomicInteger();
        var parts = new InTurn<>(List.of(
                Stream.of(0),
                Stream.<Integer>empty(),
                Stream.generate(made::incrementAndGet).limit(1000)));

        // when
        List<Integer> first = List.of(parts.next(), parts.next());

        // then
        assertThat(first).containsExactly(0, 1);
        assertThat(made).hasValue(1);
    }

    static ToldRun run(RunState state) {
        return run(state, FILE);
    }

    private static ToldRun run(RunState state, String file) {
        var valid = (WorkflowReading.Valid) WorkflowReader.read(file.getBytes(StandardCharsets.UTF_8));
        var attempts = List.of(
                attempt(0, 1, ActivityState.FAILED),
                attempt(0, 2, ActivityState.SUCCEEDED),
                attempt(1, 1, ActivityState.SUCCEEDED),
                new ToldAttempt(2, 1, ActivityState.CANCELLED, AT, null, null, null, null, null, null));
        return new ToldRun(
                "01k",
                7,
                "ada",
                state,
                "It ended.",
                AT,
                AT,
                AT.plusSeconds(9),
                valid.workflow(),
                valid.files(),
                attempts);
    }

    private static ToldAttempt attempt(int activity, int attempt, ActivityState state) {
        var pod = new PodRef("u", "p" + attempt, "node-1", "docker.io/library/alpine@sha256:" + "0".repeat(64));
        return new ToldAttempt(
                activity,
                attempt,
                state,
                AT,
                AT.plusSeconds(1),
                AT.plusSeconds(3),
                pod,
                state == ActivityState.FAILED ? FAILURE : null,
                500L,
                1000L);
    }
}
