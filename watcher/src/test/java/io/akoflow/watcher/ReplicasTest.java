package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.watcher.kubernetes.RunningWatcher;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicasTest {

    private static final int SHARDS = 4;

    private final World world = World.simulated();

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void shouldShareShardsFairlyWhenThereAreTwo() {
        // given
        replica("a");
        await().untilAsserted(() -> assertThat(held()).isEqualTo(Map.of("a", 4L)));

        // when
        replica("b");

        // then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(held()).isEqualTo(Map.of("a", 2L, "b", 2L)));
        for (var attempt : createSome(40)) {
            world.bus().first(ActivitySucceeded.class, attempt);
        }
    }

    @Test
    void shouldSayEverythingWhenOneOfTwoIsKilled() {
        // given
        replica("a");
        var killed = replica("b");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(held()).isEqualTo(Map.of("a", 2L, "b", 2L)));

        // when
        var before = createSome(20);
        killed.kill();
        var after = createSome(20);

        // then
        for (var attempt : before) {
            world.bus().first(ActivitySucceeded.class, attempt);
        }
        for (var attempt : after) {
            world.bus().first(ActivitySucceeded.class, attempt);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(held()).isEqualTo(Map.of("a", 4L)));
    }

    @Test
    void shouldTakeOverAtOnceWhenTheOtherOneEndsInGoodOrder() {
        // given
        var first = replica("a");
        first.close();

        // when
        var before = System.nanoTime();
        replica("b");

        // then
        await().untilAsserted(() -> assertThat(held()).isEqualTo(Map.of("b", 4L)));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
        assertThat(leases())
                .extracting(lease -> lease.getMetadata().getName())
                .doesNotContain("akoflow-watcher-replica-a");
    }

    private RunningWatcher replica(String name) {
        Map<String, String> settings = new HashMap<>();
        settings.put("identity", name);
        settings.put("shards", Integer.toString(SHARDS));
        settings.put("leases.renewal", "PT0.5S");
        settings.put("leases.duration", "PT3S");
        return world.watcher(settings);
    }

    private List<AttemptId> createSome(int count) {
        List<AttemptId> attempts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            attempts.add(world.create(Jobs.of(new AttemptId(World.newRun(), 0, 1), SHARDS, "true")));
        }
        return attempts;
    }

    private List<Lease> leases() {
        return world.client().leases().inNamespace("akoflow").list().getItems();
    }

    /** How many shards each replica has. */
    private Map<String, Long> held() {
        return leases().stream()
                .filter(lease -> lease.getMetadata().getName().startsWith("akoflow-watcher-shard-"))
                .map(lease -> lease.getSpec().getHolderIdentity())
                .filter(holder -> holder != null && !holder.isEmpty())
                .collect(Collectors.groupingBy(holder -> holder, Collectors.counting()));
    }
}
