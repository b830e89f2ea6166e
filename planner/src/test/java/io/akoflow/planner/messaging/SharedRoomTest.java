package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityState;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit calls what fills the fields
@DisplayName("Runs share what one planner lets be under way")
class SharedRoomTest {

    private static final Map<String, String> THREE = Map.of("akoflow.planner.pods", "3");

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
    void end() {
        others.close();
    }

    @Test
    void shouldBeginWhatWaitsWhenAnotherRunMadeRoomWhileNoPlannerWasThereAndItIsAskedForAgain() {
        // given
        var first = TestRun.flat(8, null);
        var second = TestRun.flat(2, null);
        try (var planner = scene.start(THREE)) {
            others.say(first.requested());
            others.until(() -> first.isReady(others, 2));
            others.say(second.requested());
            others.until(() -> gauge(planner, "runs.waiting") == 2);
            assertThat(gauge(planner, "pods")).isEqualTo(3);
        }

        // when
        others.say(TestRun.success(first.ready(others, 0)));
        others.say(second.requested());
        try (var _ = scene.start(THREE)) {
            others.until(() -> second.isReady(others, 0));
        }

        // then
        assertThat(begun(first)).as("it has more than its part").isEqualTo(3);
        assertThat(begun(second)).isEqualTo(1);
    }

    @Test
    void shouldEndAllRunsWhenTheyHaveToShare() {
        // given
        var runs = Stream.generate(() -> TestRun.flat(8, null)).limit(5).toList();
        others.answer(TestRun::success);

        // when
        try (var _ = scene.start(THREE)) {
            others.say(runs.stream().map(TestRun::requested).toList());
            others.until(() -> runs.stream().allMatch(run -> run.hasEnded(others)));
        }

        // then
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.inState(others, ActivityState.SUCCEEDED)).hasSize(8);
            run.hasGaplessFacts(others);
        });
    }

    private static double gauge(Scene.Running planner, String name) {
        return planner.registry().get("akoflow.planner." + name).gauge().value();
    }

    /** A planner that begins may say again what it may not have said. */
    private long begun(TestRun run) {
        return others.heard(run.id(), ActivityReady.class).stream()
                .map(ActivityReady::activity)
                .distinct()
                .count();
    }
}
