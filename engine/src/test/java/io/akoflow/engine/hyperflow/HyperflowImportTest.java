package io.akoflow.engine.hyperflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.Packing;
import io.akoflow.contract.Problem;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.ImportOptions.Mode;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.formats.Format;
import io.akoflow.engine.formats.Imports;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Workflows of HyperFlow become workflow files")
class HyperflowImportTest {

    private static final ImportOptions OPTIONS =
            new ImportOptions("hyperflow:1", Map.of(), null, Mode.REAL, BigDecimal.ONE, BigDecimal.ONE);

    @Test
    void shouldWaitForWhoeverSendsASignal() {
        // given
        var file = """
                {"name": "words", "processes": [
                  {"name": "split", "type": "dataflow", "function": "{{function}}", "ins": [0], "outs": [1, 2],
                   "config": {"executor": {"executable": "split", "args": ["-l", 10, "all.txt"]}}},
                  {"name": "count", "ins": ["part-a"], "outs": [3],
                   "config": {"executor": {"executable": "wc", "args": ["it's"], "stdout": "a.txt", "cpuRequest": "500m",
                     "memRequest": "2Gi", "image": "alpine:3.20", "env": {"SEED": "7"}}}},
                  {"name": "count", "firingLimit": 1, "ins": [2], "outs": [4],
                   "config": {"executor": {"executable": "wc", "args": []}}},
                  {"name": "join", "ins": [3, 4], "outs": [], "config": {"executor": {"executable": "cat"}}}],
                 "signals": [{"name": "all.txt", "data": [{}]}, {"name": "part-a"}, {"name": "part-b"},
                   {"name": "a.txt"}, {"name": "b.txt"}],
                 "ins": [0], "outs": []}
                """;

        // when
        var activities = ((Importing.Imported) read(file)).workflow().activities();

        // then
        assertThat(activities).extracting(Activity::name).containsExactly("split-0", "count-1", "count-2", "join-3");
        assertThat(activities)
                .extracting(Activity::dependsOn)
                .containsExactly(List.of(), List.of(0), List.of(0), List.of(1, 2));
        var count = activities.get(1);
        assertThat(count.command()).isEqualTo(new Command.Script("wc 'it'\\''s' > a.txt"));
        assertThat(count.image()).isEqualTo("alpine:3.20");
        assertThat(count.resources().cpuMillis()).isEqualTo(500);
        assertThat(count.resources().memoryBytes()).isEqualTo(2L << 30);
        assertThat(activities.get(2).image()).isEqualTo("hyperflow:1");
    }

    @Test
    void shouldNameTheProcessesThatAreNoActivities() {
        // given
        var file = """
                {"name": "loop", "processes": [
                  {"name": "each", "type": "foreach", "ins": [0], "outs": [1], "config": {"executor": {"executable": "a"}}},
                  {"name": "often", "firingLimit": 3, "ins": [9], "outs": [1], "config": {"executor": {"executable": "{{exe}}"}}},
                  {"name": "code", "function": "sum", "ins": [], "outs": []}],
                 "signals": [{"name": "in"}, {"name": "out"}]}
                """;

        // when
        var importing = read(file);

        // then
        assertThat(importing)
                .isInstanceOfSatisfying(
                        Importing.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::message)
                                .hasSize(6)
                                .anyMatch(it -> it.contains("'each' is of type 'foreach'"))
                                .anyMatch(it -> it.contains("'often' fires '3' times"))
                                .anyMatch(it -> it.contains("there is no '9'"))
                                .anyMatch(it -> it.contains("'{{exe}}'"))
                                .anyMatch(it -> it.contains("'each-0' sends it as well"))
                                .anyMatch(it -> it.contains("what 'code' runs")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stdin", "stdout", "stderr", "image"})
    void shouldTellOfVariablesWhereverTheyAre(String key) {
        // given
        var file = """
                {"name": "v", "processes": [{"name": "a", "ins": [], "outs": [0],
                  "config": {"executor": {"executable": "a", "args": [], "env": {"A": "{{in-env}}"}, "%s": "{{in-key}}"}}}],
                 "signals": [{"name": "out"}]}
                """.formatted(key);

        // when
        var importing = read(file);

        // then
        assertThat(importing)
                .isInstanceOfSatisfying(
                        Importing.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::message)
                                .hasSize(2)
                                .anyMatch(it -> it.contains("'{{in-env}}'"))
                                .anyMatch(it -> it.contains("'{{in-key}}'")));
    }

    @Test
    void shouldTakeASignalForAFileWhenItIsSaidToBeNoControl() {
        // given
        var file = """
                {"name": "c", "processes": [{"name": "a", "ins": [], "outs": [0, 1],
                  "config": {"executor": {"executable": "a", "args": []}}}],
                 "signals": [{"name": "file", "control": false}, {"name": "done", "control": "done"}]}
                """;

        // when
        var imported = (Importing.Imported) read(file);

        // then
        assertThat(imported.file()).contains("outputs:\n    - file\n").doesNotContain("- done");
    }

    @Test
    void shouldPackWhatHyperflowAgglomerates() {
        // given
        var file = """
                {"name": "p", "processes": [
                  {"name": "a", "ins": [], "outs": [], "config": {"executor": {"executable": "a"}}},
                  {"name": "a2", "ins": [], "outs": [], "config": {"executor": {"executable": "a"}}},
                  {"name": "b", "ins": [], "outs": [], "config": {"executor": {"executable": "b"}}}],
                 "signals": []}
                """;
        var rules = """
                [{"matchTask": ["a", "elsewhere"], "size": 3, "timeoutMs": 2500},
                 {"matchTask": ["b"], "size": 500, "strategy": "none"}]
                """;

        // when
        var beside = Map.of("workflow.config.jobAgglomerations.json", rules.getBytes(StandardCharsets.UTF_8));
        var imported = (Importing.Imported)
                Imports.read(file.getBytes(StandardCharsets.UTF_8), beside, Format.HYPERFLOW, OPTIONS);

        // then
        assertThat(imported.workflow().packing())
                .isEqualTo(new Packing(
                        false,
                        List.of(
                                new Packing.Rule("a-*", 3, Duration.ofMillis(2500)),
                                new Packing.Rule("b-*", 64, Duration.ofSeconds(1)))));
        assertThat(imported.notes())
                .extracting(Problem::message)
                .hasSize(2)
                .anyMatch(it -> it.contains("at most 64 activities in a pod, but here are 500"))
                .anyMatch(it -> it.contains("'strategy'"));
    }

    private static Importing read(String file) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        return Imports.read(bytes, Map::of, Optional.empty(), OPTIONS).orElseThrow();
    }
}
