package io.akoflow.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.draft.Draft;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.ImportOptions.Mode;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.formats.Format;
import io.akoflow.engine.formats.Imports;
import io.akoflow.engine.formats.SharedFiles;
import io.akoflow.engine.formats.SharedFiles.Shape;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Workflow files of known shapes")
class GenerateTest {

    private static final Work NOTHING = new Work("busybox:1.37", BigDecimal.ZERO);

    @ParameterizedTest
    @CsvSource({"0.5, montage-chameleon-dss-05d-001", "1.0, montage-chameleon-dss-10d-001"})
    void shouldBeThePublishedGraphWhenItIsOfTheSameSize(BigDecimal degrees, String published) throws IOException {
        // given
        var noop = new ImportOptions(null, Map.of(), null, Mode.NOOP, BigDecimal.ONE, BigDecimal.ONE);
        byte[] file = SharedFiles.read("wfformat/%s.json".formatted(published));
        var expected = (Importing.Imported) Imports.read(file, Map.of(), Format.WFFORMAT, noop);

        // when
        var generated = workflow(Montage.of(degrees, NOTHING));

        // then
        assertThat(edges(generated)).isEqualTo(edges(expected.workflow()));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 58", "1, 472", "1.5, 2122", "2.0, 6448", "2.25, 10222", "2.5, 15466", "3, 31768"})
    void shouldHaveAsManyActivitiesAsThePublishedOnes(BigDecimal degrees, long expected) {
        // when
        var draft = Montage.of(degrees, NOTHING);

        // then
        assertThat(draft.activities()).hasSize((int) expected);
        assertThat(Montage.activities(degrees)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.3", "1.1", "1e9"})
    void shouldKnowNoGraphOfOtherSizes(BigDecimal degrees) {
        // when, then
        assertThat(Montage.activities(degrees)).isEqualTo(Optional.empty());
    }

    @Test
    void shouldHaveTheShapeThatWasAskedFor() {
        // when, then
        assertThat(Shape.of(workflow(Shapes.chain(100, NOTHING)))).isEqualTo(new Shape(100, 99, 100, 1));
        assertThat(Shape.of(workflow(Shapes.fanOut(1000, NOTHING)))).isEqualTo(new Shape(1002, 2000, 3, 1000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldBeTheSameForTheSameSeed(long seed) {
        // when
        var one = Shapes.layered(20, 10, seed, new Work("i", new BigDecimal("0.5")));
        var other = Shapes.layered(20, 10, seed, new Work("i", new BigDecimal("0.5")));

        // then
        assertThat(one.text()).isEqualTo(other.text()).contains("sleep 0.5");
        var shape = Shape.of(workflow(one));
        assertThat(shape.depth()).isEqualTo(20);
        assertThat(shape.width()).isBetween(2, 10);
        assertThat(Shapes.layered(20, 10, seed + 1, NOTHING).text()).isNotEqualTo(one.text());
    }

    private static Map<String, Set<String>> edges(Workflow workflow) {
        var edges = new HashMap<String, Set<String>>();
        for (var activity : workflow.activities()) {
            edges.put(
                    activity.name(),
                    activity.dependsOn().stream()
                            .map(workflow.activities()::get)
                            .map(Activity::name)
                            .collect(Collectors.toSet()));
        }
        return edges;
    }

    private static Workflow workflow(Draft draft) {
        var reading = WorkflowReader.read(draft.text().getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(WorkflowReading.Valid.class);
        return ((WorkflowReading.Valid) reading).workflow();
    }
}
