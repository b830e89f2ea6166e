package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Message;
import io.akoflow.contract.Observation;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunState;
import io.akoflow.engine.run.RunInput;
import io.akoflow.engine.run.Shares;
import io.akoflow.planner.runs.Event;
import io.akoflow.planner.runs.Runs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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

    /** Of a planner that is owner no longer, whose transaction was under way when it died. */
    @Test
    void shouldSayWhatWasKeptLateWhenItsPlannerIsGone() {
        // given
        var run = TestRun.chain(LENGTH);
        var hold = new CountDownLatch(1);
        others.answer(
                ready -> ready.run().equals(run.id()) && hold.getCount() > 0 ? List.of() : TestRun.success(ready));
        try (var one = scene.start(Map.of("akoflow.planner.activities-in-memory", "1"))) {
            others.say(run.requested());
            others.until(() -> run.isReady(others, 0));
            var elsewhere = runs(2);
            others.say(requests(elsewhere));
            others.until(() -> haveEnded(elsewhere));

            // when
            hold.countDown();
            keepLate(run, TestRun.succeeded(run.ready(others, 0)));
            others.say(TestRun.dispatched(run.ready(others, 0)));
            others.until(() -> run.hasEnded(others));

            // then
            assertThat(one.count("conflicts")).isPositive();
        }
        assertThatAllIsWellWith(List.of(run));
    }

    private static void keepLate(TestRun run, Observation observation) {
        var limits = Scene.config(Map.of()).limits();
        var late = new Runs(scene.database().store(), limits, new Shares(LENGTH), LENGTH);
        late.read(List.of(run.id()), _ -> true);
        late.decide(new Event(run.id(), new RunInput.Observed(observation), 0, null), Instant.now());
        scene.database().store().keep(late.toKeep(List.of(), List.of()));
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
