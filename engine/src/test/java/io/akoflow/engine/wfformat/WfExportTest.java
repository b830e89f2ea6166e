package io.akoflow.engine.wfformat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.PodRef;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.ImportOptions.Mode;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.export.ToldAttempt;
import io.akoflow.engine.export.ToldRun;
import io.akoflow.engine.formats.Format;
import io.akoflow.engine.formats.Imports;
import io.akoflow.engine.formats.SharedFiles;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Runs are told in WfFormat")
class WfExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final ImportOptions REAL =
            new ImportOptions("tools:1", Map.of(), null, Mode.REAL, BigDecimal.ONE, BigDecimal.ONE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "helloworld-forkjoin-10-chameleon",
                "montage-chameleon-dss-05d-001",
                "seismology-chameleon-1100p-001"
            })
    void shouldMakeTheSameWorkflowOfWhatWasExported(String file) throws IOException {
        // given
        var first = imported(SharedFiles.read("wfformat/%s.json".formatted(file)), REAL);
        byte[] exported = exported(first.file());

        // when
        var second = imported(exported, ImportOptions.NONE);

        // then
        assertThat(same(second.workflow())).isEqualTo(same(first.workflow()));
    }

    /** Without the times, which are those that were measured. */
    private static List<Activity> same(Workflow workflow) {
        return workflow.activities().stream()
                .map(it -> new Activity(
                        it.name(),
                        it.image(),
                        it.command(),
                        it.dependsOn(),
                        it.resources(),
                        it.env(),
                        it.timeout(),
                        it.retry(),
                        it.nodeSelector(),
                        it.keepDisk(),
                        it.pod()))
                .toList();
    }

    @Test
    void shouldMakeTheSameActivitiesOfThoseThatNeverRan() throws IOException {
        // given
        var file = """
                name: all keys
                spec:
                  image: alpine:3.20
                  activities:
                    - {name: a, run: 'echo "x" > o'}
                    - name: b
                      image: tools:2
                      command: [cat, o, '']
                      dependsOn: [a]
                      env: {EMPTY: '', 'NULL': '~', HOME: /h, TOKEN: {secret: s, key: k}, NUMBER: '1e3'}
                      cpuLimit: 1500m
                      memoryLimit: 1G
                      resources: {nvidia.com/gpu: 1}
                      nodeSelector: {disk: ssd, zone: '1'}
                      timeout: 3601500ms
                      retry: {attempts: 3, backoff: 500ms, maxBackoff: 1m, memoryFactor: 2.5}
                """;
        var valid = valid(file);

        // when
        var imported = imported(exported(file, 1), ImportOptions.NONE);

        // then
        assertThat(same(imported.workflow())).isEqualTo(same(valid.workflow()));
    }

    @Test
    void shouldNotTakeLongerForEachNameWhenManyBecomeTheSame() throws IOException {
        // given
        var file = new StringBuilder("name: many\nspec:\n  image: alpine:3.20\n  activities:\n")
                .append("    - name: a\n      run: 'true'\n      outputs:\n");
        for (int i = 0; i < 60_000; i++) {
            var name = Integer.toBinaryString(i | 1 << 16).replace('0', 'ä').replace('1', 'ö');
            file.append("        - '%s'\n".formatted(name));
        }

        // when
        byte[] exported = exported(file.toString());

        // then
        assertThat(new HashSet<>(texts(JSON.readTree(exported).at("/workflow/specification/files"), "id")))
                .hasSize(60_000)
                .contains("_".repeat(17), "_".repeat(17) + "-60000");
    }

    @Test
    void shouldTellNamesAndPathsThatTheFormatDoesNotAllow() throws IOException {
        // given
        var file = """
                name: Grüße
                spec:
                  image: alpine:3.20
                  activities:
                    - {name: a b, run: 'echo "x" > o', outputs: [ö/x y, {path: ö/x_y, bytes: 7}]}
                    - {name: c_d, command: [cat, o], dependsOn: [a b], inputs: [ö/x y]}
                    - {name: e/f, run: 'true'}
                """;

        // when
        byte[] exported = exported(file);

        // then
        var tree = JSON.readTree(exported);
        assertThat(texts(tree.at("/workflow/specification/tasks"), "id")).containsExactly("a_b", "c_d", "e/f");
        assertThat(texts(tree.at("/workflow/specification/files"), "id")).containsExactly("_/x_y", "_/x_y-2");
        assertThat(tree.at("/workflow/execution/tasks/0/runtimeInSeconds").decimalValue())
                .isEqualByComparingTo("0.5");
        assertThat(tree.at("/workflow/execution/tasks/0/memoryInBytes").asLong())
                .isEqualTo(1000);
        assertThat(tree.at("/workflow/execution/machines/0/nodeName").asText()).isEqualTo("node-0");
        var imported = imported(exported, ImportOptions.NONE);
        assertThat(imported.file()).contains("- path: ö/x y\n").contains("- path: ö/x_y\n");
        var again = imported.workflow();
        assertThat(again.withActivities(List.of()).name()).isEqualTo("Grüße");
        assertThat(again.activities()).extracting(it -> it.name()).containsExactly("a b", "c_d", "e/f");
        assertThat(again.activities().get(1).command().toString()).contains("cat, o");
        assertThat(again.activities().get(1).dependsOn()).containsExactly(0);
    }

    private static List<String> texts(JsonNode list, String key) {
        List<String> texts = new ArrayList<>();
        list.forEach(it -> texts.add(it.path(key).asText()));
        return texts;
    }

    private static WorkflowReading.Valid valid(String file) {
        return switch (WorkflowReader.read(file.getBytes(StandardCharsets.UTF_8))) {
            case WorkflowReading.Valid valid -> valid;
            case WorkflowReading.Invalid(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static byte[] exported(String file) throws IOException {
        return exported(file, Integer.MAX_VALUE);
    }

    /** @param ran how many activities have run at most */
    private static byte[] exported(String file, int ran) throws IOException {
        var valid = valid(file);
        List<ToldAttempt> attempts = new ArrayList<>();
        for (int i = 0; i < Math.min(ran, valid.workflow().activities().size()); i++) {
            var from = START.plusSeconds(i);
            attempts.add(new ToldAttempt(
                    i,
                    1,
                    ActivityState.SUCCEEDED,
                    from,
                    from,
                    from.plusMillis(500),
                    new PodRef("u" + i, "p" + i, "node-" + i % 2, "alpine@sha256:1"),
                    null,
                    null,
                    1000L));
        }
        var run = new ToldRun(
                "01k",
                7,
                "ada",
                RunState.SUCCEEDED,
                null,
                START,
                START,
                START.plusSeconds(60),
                valid.workflow(),
                valid.files(),
                attempts);
        return JSON.writeValueAsBytes(WfExport.of(run, "0.1.0"));
    }

    private static Importing.Imported imported(byte[] bytes, ImportOptions options) {
        var importing = Imports.read(bytes, Map.of(), Format.WFFORMAT, options);
        assertThat(importing).isInstanceOf(Importing.Imported.class);
        return (Importing.Imported) importing;
    }
}
