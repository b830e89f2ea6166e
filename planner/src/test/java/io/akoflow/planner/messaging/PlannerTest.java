package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunState;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit calls what fills the fields
class PlannerTest {

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
    void shouldRunActivitiesInOrderWhenTheySucceed() {
        // given
        var run = TestRun.chain(10);
        others.answer(TestRun::success);
        try (var _ = scene.start(Map.of())) {
            // when
            others.say(run.requested());
            others.until(() -> run.hasEnded(others));
        }

        // then
        assertThat(others.heard(run.id(), ActivityReady.class))
                .extracting(ActivityReady::activity)
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(others.heard(run.id(), RunEnded.class))
                .extracting(RunEnded::state)
                .containsExactly(RunState.SUCCEEDED);
        var facts = others.heard(run.id(), RunFact.class);
        assertThat(facts)
                .extracting(RunFact::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, facts.size()).boxed().toList());
    }
}
