package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivitySucceeded;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ManyPodsTest {

    private static final int PODS = 2000;

    @Test
    void shouldSayEveryOutcomeWhenManyPodsEndAtOnce() {
        // given
        try (var world = World.simulated()) {
            var watcher = world.watcher(Map.of());
            var run = World.newRun();
            Set<AttemptId> expected = new HashSet<>();

            // when
            try (var threads = Executors.newFixedThreadPool(8)) {
                for (int i = 0; i < PODS; i++) {
                    var id = new AttemptId(run, i, 1);
                    expected.add(id);
                    threads.execute(() -> world.create(Jobs.of(id, 1, "true")));
                }
            }

            // then
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(attempts(world, ActivitySucceeded.class)).isEqualTo(expected);
                assertThat(attempts(world, ActivityLogged.class)).isEqualTo(expected);
            });
            assertThat(world.bus().all(ActivityLogged.class)).allMatch(ActivityLogged::complete);
            world.client().batch().v1().jobs().delete();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(watcher.attempts()).isZero());
        }
    }

    private static <T extends Observation> Set<AttemptId> attempts(World world, Class<T> type) {
        return world.bus().all(type).stream().map(Observation::attemptId).collect(Collectors.toSet());
    }
}
