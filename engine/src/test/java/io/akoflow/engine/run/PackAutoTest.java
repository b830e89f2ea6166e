package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.startedAt;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Resources;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is measured to be short shares pods")
class PackAutoTest {

    private static Sketch flat(int size) {
        var sketch = new Sketch();
        for (int i = 0; i < size; i++) {
            sketch.activity();
        }
        return sketch;
    }

    private static Observation took(int activity, long seconds) {
        return new ActivitySucceeded(
                Story.ID, activity, 1, Story.START.plusSeconds(seconds), Seen.pod(activity, 1), Story.START, List.of());
    }

    @Test
    void shouldTryFourAloneWhenNobodyKnowsHowLongTheyTake() {
        // given
        var story = Story.unasked();

        // when
        var decision = story.when(Story.request(flat(20).packed().workflow()));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1", "ready 1/1", "ready 2/1", "ready 3/1");
    }

    @Test
    void shouldPackTheOthersWhenTheFirstWasShort() {
        // given
        var story = Story.of(flat(16).packed().workflow());

        // when
        var decision = story.at(seconds(3)).when(took(0, 2));

        // then
        assertThat(Said.commands(decision))
                .containsExactly("ready 4/1 +5 +6 +7 +8 +9 +10 +11 +12 +13", "ready 14/1 +15");
    }

    @Test
    void shouldLetAllGoAloneWhenTheFirstWasLong() {
        // given
        var story = Story.of(flat(6).packed().workflow());

        // when
        var decision = story.at(seconds(9)).when(took(0, 10));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 4/1", "ready 5/1");
    }

    @Test
    void shouldLetAllGoAloneWhenNoneHasEndedInTenSeconds() {
        // given
        var story = Story.of(flat(6).packed().workflow());

        // when
        var decision = story.at(seconds(10)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 4/1", "ready 5/1");
    }

    @Test
    void shouldNotWaitWhenOneIsSeenToRunForLong() {
        // given
        var sketch = new Sketch().activity("first", List.of());
        for (int i = 1; i < 6; i++) {
            sketch.activity("task-" + i, List.of());
        }
        sketch.activity("task-6", List.of(0)).activity("task-7", List.of(0));
        var story = Story.of(sketch.packed().workflow());
        for (int i = 1; i < 5; i++) {
            story.heard(startedAt(i, 1, Story.START));
        }

        // when
        var decision = story.at(seconds(11)).when(succeeded(0, 1));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 5/1", "ready 6/1", "ready 7/1");
    }

    @Test
    void shouldMeasureEachKindForItself() {
        // given
        var sketch = new Sketch();
        for (int i = 0; i < 12; i++) {
            sketch.activity((i < 6 ? "short-" : "long-") + i, List.of());
        }
        var story = Story.of(sketch.packed().workflow());

        // when
        var decision = story.at(seconds(1)).when(took(0, 1));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 4/1 +5");
    }

    @ParameterizedTest
    @CsvSource({
        "0, ,       ,      32",
        "1, ,  ,    20",
        "3, ,  ,   7",
        "9.9, ,  ,   3",
        "10, ,  ,    1",
        "0, 1000,   ,       8",
        "0, 5000, , 1",
        "0, , 1024, 16",
        "0, 4000, 1024, 2"
    })
    void shouldHaveAsManyAsTakeTwentySecondsAndFitIntoAPod(
            double seconds, @Nullable Long cpuMillis, @Nullable Long mebibytes, int size) {
        // given
        var resources = new Resources(cpuMillis, mebibytes == null ? null : mebibytes << 20, Map.of());

        // when
        var type = new PackClass(null, resources, null);

        // then
        assertThat(type.size(seconds, RunLimits.DEFAULT)).isEqualTo(size);
    }
}
