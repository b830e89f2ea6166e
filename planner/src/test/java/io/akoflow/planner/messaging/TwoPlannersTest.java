package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Message;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunState;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit calls what fills the fields
class TwoPlannersTest {

    private static final int LENGTH = 20;

    private static Scene scene;
    private Others others;

    @BeforeAll
    static void open() {
        scene = new Scene();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @BeforeEach
    void listen() {
        others = new Others(scene.kafka());
        others.answer(TestRun::success);
    }

    @AfterEach
    void leave() {
        others.close();
    }

    @Test
    void shouldLoseNothingWhenPartitionsMove() {
        // given
        var before = runs(12);
        var after = runs(12);
        var runs = Stream.concat(before.stream(), after.stream()).toList();
        double first;
        double second;
        try (var one = scene.start(Map.of())) {
            others.say(requests(before));
            others.until(() -> succeeded(before) >= before.size());

            // when
            try (var other = scene.start(Map.of())) {
                others.until(() -> other.condition().isUpToDate());
                others.say(requests(after));
                others.until(() -> other.count("events") > 0);
                one.stop();
                others.until(() -> haveEnded(runs));
                second = other.count("events");
            }
            first = one.count("events");
        }

        // then
        assertThat(first).isPositive();
        assertThat(second).isPositive();
        assertThatAllIsWellWith(runs);
    }

    @Test
    void shouldDecideEverythingOnceWhenTwoOwnAll() {
        // given
        var runs = runs(6);
        try (var one = scene.startInGroup("one");
                var other = scene.startInGroup("other")) {
            // when
            others.say(requests(runs));
            others.until(() -> haveEnded(runs));

            // then
            assertThat(one.count("conflicts") + other.count("conflicts")).isPositive();
        }
        assertThatAllIsWellWith(runs);
    }

    private static List<TestRun> runs(int count) {
        return IntStream.range(0, count).mapToObj(_ -> TestRun.chain(LENGTH)).toList();
    }

    private static List<Message> requests(List<TestRun> runs) {
        return runs.stream().map(run -> (Message) run.requested()).toList();
    }

    private long succeeded(List<TestRun> runs) {
        return runs.stream()
                .flatMap(run -> run.inState(others, ActivityState.SUCCEEDED).stream())
                .count();
    }

    private boolean haveEnded(List<TestRun> runs) {
        return runs.stream().allMatch(run -> run.hasEnded(others));
    }

    private void assertThatAllIsWellWith(List<TestRun> runs) {
        var all = IntStream.range(0, LENGTH).boxed().toList();
        assertThat(runs).allSatisfy(run -> {
            run.hasGaplessFacts(others);
            assertThat(run.inState(others, ActivityState.SUCCEEDED)).containsExactlyElementsOf(all);
            assertThat(others.heard(run.id(), RunEnded.class))
                    .extracting(RunEnded::state)
                    .containsOnly(RunState.SUCCEEDED);
        });
        assertThat(scene.database().number("select count(*) from outbox")).isZero();
    }
}
