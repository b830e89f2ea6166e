package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Message;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.RunFact;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init") // JUnit calls what fills the fields
class RestartTest {

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
    }

    @AfterEach
    void leave() {
        others.close();
    }

    @Test
    void shouldGoOnWhenRestartedAfterEachStep() {
        // given
        var run = TestRun.chain(2);

        // when
        step(run.requested(), () -> run.isReady(others, 0));
        for (int i = 0; i < 2; i++) {
            int activity = i;
            var ready = run.ready(others, i);
            step(TestRun.dispatched(ready), () -> is(run, activity, ActivityState.DISPATCHED));
            step(TestRun.started(ready), () -> is(run, activity, ActivityState.RUNNING));
            step(TestRun.succeeded(ready), () -> activity == 0 ? run.isReady(others, 1) : run.hasEnded(others));
        }

        // then
        assertThat(run.inState(others, ActivityState.SUCCEEDED)).containsExactly(0, 1);
        assertThat(others.heard(run.id(), ActivityReady.class)).hasSize(2);
        run.hasGaplessFacts(others);
    }

    /** Says something while no planner is there, and has one for as long as it takes. */
    private void step(Message message, Callable<Boolean> effect) {
        others.say(message);
        try (var _ = scene.start(Map.of("akoflow.planner.instance", "of-the-steps"))) {
            others.until(effect);
        }
    }

    private boolean is(TestRun run, int activity, ActivityState state) {
        return run.inState(others, state).contains(activity);
    }

    @ParameterizedTest
    @EnumSource(Deaf.class)
    void shouldSayFactsAsTheyWereAndCommandsAnewWhenItDiedSpeaking(Deaf kafka) {
        // given
        var run = TestRun.chain(2);
        try (var planner = scene.start(Map.of(), kafka::publisher)) {
            others.until(() -> planner.condition().isUpToDate());
            others.say(run.requested());
            others.until(() -> left(run) == 3);
            others.until(() -> others.heard(run.id()).size() == kafka.heard(3));
        }

        // when
        others.answer(TestRun::success);
        try (var _ = scene.start(Map.of())) {
            others.until(() -> run.hasEnded(others));
        }

        // then
        assertThat(left(run)).isZero();
        assertThat(run.inState(others, ActivityState.SUCCEEDED)).containsExactly(0, 1);
        run.hasGaplessFacts(others);
        var said = others.heard(run.id(), RunFact.class);
        assertThat(said).hasSize(run.facts(others).size() + kafka.heard(2));
        var readies = others.heard(run.id(), ActivityReady.class);
        assertThat(readies)
                .hasSize(2 + kafka.heard(1))
                .extracting(ActivityReady::attempt)
                .containsOnly(1);
    }

    @Test
    void shouldDecideWhatFollowsWhenKafkaHasNotAnsweredYet() {
        // given
        var run = TestRun.chain(2);
        try (var planner = scene.start(Map.of(), Deaf.HEARS_AND_DOES_NOT_ANSWER::publisher)) {
            others.until(() -> planner.condition().isUpToDate());
            others.say(run.requested());
            others.until(() -> run.isReady(others, 0));

            // when
            others.say(TestRun.success(run.ready(others, 0)));

            // then
            others.until(() -> run.isReady(others, 1));
            others.until(() -> planner.condition().trouble() != null);
            assertThat(left(run)).isGreaterThanOrEqualTo(5);
        }
        others.answer(TestRun::success);
        try (var _ = scene.start(Map.of())) {
            others.until(() -> run.hasEnded(others));
        }
        assertThat(left(run)).isZero();
    }

    private long left(TestRun run) {
        return scene.database().number("select count(*) from outbox where run = '%s'".formatted(run.id()));
    }

    @Test
    void shouldSayReadyAgainWithNewValidityWhenItExpiredWhileNobodyPlanned() {
        // given
        var run = TestRun.chain(1);
        var settings = Map.of("akoflow.planner.validity", "PT0.5S");
        try (var _ = scene.start(settings)) {
            others.say(run.requested());
            others.until(() -> run.isReady(others, 0));
        }
        var first = run.ready(others, 0);

        // when
        try (var _ = scene.start(settings)) {
            others.until(() -> run.ready(others, 0).validUntil().isAfter(first.validUntil()));
        }

        // then
        assertThat(run.ready(others, 0).attempt()).isEqualTo(1);
        run.hasGaplessFacts(others);
    }

    @Test
    void shouldGiveUpDisksWhenTheirRetentionEndsWhileNobodyPlanned() {
        // given
        var run = TestRun.chain(1);
        var settings = Map.of(
                "akoflow.planner.validity", "PT0.1S",
                "akoflow.planner.release-margin", "PT0.1S",
                "akoflow.planner.log-patience", "PT0.1S",
                "akoflow.planner.disk-retention", "PT3S");
        others.answer(TestRun::success);
        try (var _ = scene.start(settings)) {
            others.say(run.requested());
            others.until(() -> run.hasEnded(others));
        }

        // when
        try (var _ = scene.start(settings)) {
            others.until(() -> !others.heard(run.id(), RunReleased.class).isEmpty());
        }

        // then
        assertThat(others.heard(run.id(), RunReleased.class).getLast().claims()).hasSize(1);
        assertThat(scene.database().number("select count(*) from run where released and at_rest and due_at is null"))
                .isPositive();
    }

    @Test
    void shouldReadRunsAgainWhenMemoryHoldsOnlyOne() {
        // given
        var runs = List.of(TestRun.chain(5), TestRun.chain(5), TestRun.chain(5));
        others.answer(TestRun::success);
        try (var _ = scene.start(Map.of("akoflow.planner.activities-in-memory", "0"))) {
            // when
            others.say(runs.stream().map(TestRun::requested).toList());
            others.until(() -> runs.stream().allMatch(run -> run.hasEnded(others)));
        }

        // then
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.inState(others, ActivityState.SUCCEEDED)).containsExactly(0, 1, 2, 3, 4);
            assertThat(others.heard(run.id(), ActivityReady.class)).hasSize(5);
            run.hasGaplessFacts(others);
        });
    }

    @Test
    void shouldReadAgainWhenSomebodyElseChangedItsRunOrPosition() {
        // given
        var run = TestRun.chain(3);
        try (var planner = scene.start(Map.of())) {
            others.say(run.requested());
            others.until(() -> run.isReady(others, 0));

            // when
            scene.database().execute("update run set version = version + 1");
            others.say(TestRun.success(run.ready(others, 0)));
            others.until(() -> run.isReady(others, 1));
            scene.database().execute("update position set next_offset = 0");
            others.say(TestRun.success(run.ready(others, 1)));
            others.until(() -> run.isReady(others, 2));
            others.say(TestRun.success(run.ready(others, 2)));
            others.until(() -> run.hasEnded(others));

            // then
            assertThat(planner.count("conflicts")).isGreaterThanOrEqualTo(2);
        }
        assertThat(others.heard(run.id(), RunFact.class)).doesNotHaveDuplicates();
        assertThat(others.heard(run.id(), ActivityReady.class)).hasSize(3);
        run.hasGaplessFacts(others);
    }

    @Test
    void shouldBelieveSuccessOnceWhenWatcherSaysAllAgainToTheNextPlanner() {
        // given
        var run = TestRun.chain(2);
        others.say(run.requested());
        ActivitySucceeded success;
        try (var _ = scene.start(Map.of())) {
            others.until(() -> run.isReady(others, 0));
            success = TestRun.succeeded(run.ready(others, 0));
            others.say(success);
            others.until(() -> run.isReady(others, 1));
        }

        // when
        others.say(success, success);
        try (var planner = scene.start(Map.of())) {
            others.until(() -> planner.count("events.stale") == 2);
        }

        // then
        assertThat(run.inState(others, ActivityState.SUCCEEDED)).containsExactly(0);
        assertThat(others.heard(run.id(), ActivityReady.class)).hasSize(2);
    }
}
