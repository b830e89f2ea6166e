package io.akoflow.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.dispatcher.messaging.RunningDispatcher;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.kubernetes.PlannedObject;
import io.akoflow.engine.kubernetes.PodSettings;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // start() fills the fields
class CreateTest {

    private World world;
    private RunningDispatcher dispatcher;
    private Bus bus;

    @BeforeAll
    void start() {
        world = new World();
        dispatcher = world.dispatcher(Map.of());
        bus = world.bus();
    }

    @AfterAll
    void stop() {
        bus.close();
        dispatcher.close();
        world.close();
    }

    @Test
    void shouldCreateWhatThePlanSaysWhenActivityIsReady() {
        // given
        var attempts = Attempts.ofNewRun().withScript("# " + "x".repeat(40_000));
        var ready = attempts.ready(0);

        // when
        bus.say(ready);

        // then
        var dispatched = bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        assertThat(dispatched.job()).isEqualTo(attempts.job(0));
        assertThat(dispatched.attemptId()).isEqualTo(ready.attemptId());
        var plan = JobPlan.of(ready.attemptId(), ready.spec(), PodSettings.DEFAULT);
        assertThat(plan.objects()).hasSize(3).allSatisfy(planned -> assertContains(present(planned), planned.tree()));
    }

    @Test
    void shouldCreateClaimOnceWhenManyActivitiesOfARunAreReady() {
        // given
        var attempts = Attempts.ofNewRun();
        var ready = java.util.stream.IntStream.range(0, 50)
                .mapToObj(attempts::ready)
                .toArray(ActivityReady[]::new);

        // when
        bus.say(ready);

        // then
        bus.messages(50, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        var run = attempts.run().value();
        assertThat(world.created("jobs", run)).isEqualTo(50);
        assertThat(world.api().seen(run)).hasSize(51);
    }

    private Map<?, ?> present(PlannedObject planned) {
        var path = planned.kind().path(planned.namespace()) + "/" + planned.name();
        return Serialization.unmarshal(world.client().raw(path), Map.class);
    }

    /** What Kubernetes has may have more in it. */
    private static void assertContains(@Nullable Object present, Object planned) {
        switch (planned) {
            case Map<?, ?> map -> {
                var there = present instanceof Map<?, ?> it ? it : Map.of();
                map.forEach((key, value) -> assertContains(there.get(key), value));
            }
            case Collection<?> list -> {
                var there = present instanceof List<?> it ? it : List.of();
                assertThat(there).hasSameSizeAs(list);
                int i = 0;
                for (var value : list) {
                    assertContains(there.get(i++), value);
                }
            }
            default -> assertThat(String.valueOf(present)).isEqualTo(String.valueOf(planned));
        }
    }
}
