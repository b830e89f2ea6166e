package io.akoflow.local.kubernetes;

import static io.akoflow.local.kubernetes.ApiConformance.fresh;
import static io.akoflow.local.kubernetes.Clients.annotated;
import static io.akoflow.local.kubernetes.Clients.claim;
import static io.akoflow.local.kubernetes.Clients.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the services rely on, the same for the one-machine API and for a real API server: controllers and watches. */
abstract class JobConformance extends ClusterUnderTest {

    @Test
    void shouldGiveJobOnePodAndSayThatItIsComplete() {
        // given
        var name = fresh("good");

        // when
        var created = client().batch().v1().jobs().resource(job(name, "true")).create();

        // then
        var ended = jobInTheEnd(name);
        assertThat(ended.getStatus().getSucceeded()).isEqualTo(1);
        assertThat(ended.getStatus().getConditions())
                .anySatisfy(condition -> assertThat(condition.getType()).isEqualTo("Complete"));
        var pods = podsOf(name);
        assertThat(pods).hasSize(1);
        var pod = pods.getFirst();
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("batch.kubernetes.io/job-name", name)
                .containsEntry("job-name", name)
                .containsEntry("akoflow.io/shard", "0")
                .containsEntry(
                        "batch.kubernetes.io/controller-uid",
                        created.getMetadata().getUid());
        assertThat(pod.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getKind()).isEqualTo("Job");
            assertThat(owner.getUid()).isEqualTo(created.getMetadata().getUid());
            assertThat(owner.getController()).isTrue();
        });
        assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded");
    }

    @Test
    void shouldSayThatJobFailedAndNeverMakeASecondPod() {
        // given
        var name = fresh("bad");

        // when
        client().batch()
                .v1()
                .jobs()
                .resource(annotated(job(name, "true"), "akoflow.test/exit-code", "3"))
                .create();

        // then
        var ended = jobInTheEnd(name);
        assertThat(ended.getStatus().getFailed()).isEqualTo(1);
        assertThat(ended.getStatus().getConditions()).anySatisfy(condition -> {
            assertThat(condition.getType()).isEqualTo("Failed");
            assertThat(condition.getReason()).isEqualTo("BackoffLimitExceeded");
            assertThat(condition.getMessage()).isEqualTo("Job has reached the specified backoff limit");
        });
        assertThat(podsOf(name))
                .singleElement()
                .satisfies(pod -> assertThat(pod.getStatus()
                                .getContainerStatuses()
                                .getFirst()
                                .getState()
                                .getTerminated()
                                .getExitCode())
                        .isEqualTo(3));
    }

    @Test
    void shouldSayThatJobFailedWhenItsPodIsDeleted() {
        // given
        var name = fresh("taken");
        client().batch()
                .v1()
                .jobs()
                .resource(annotated(job(name, "true"), "akoflow.test/duration", "600s"))
                .create();
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> podsOf(name).stream()
                        .anyMatch(pod -> pod.getStatus().getPhase().equals("Running")));

        // when
        client().pods().withLabel("job-name", name).delete();

        // then
        assertThat(jobInTheEnd(name).getStatus().getFailed()).isEqualTo(1);
    }

    @Test
    void shouldDeletePodWithItsJob() {
        // given
        var name = fresh("owner");
        client().batch()
                .v1()
                .jobs()
                .resource(annotated(job(name, "true"), "akoflow.test/duration", "600s"))
                .create();
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> podsOf(name).size() == 1);

        // when
        client().batch()
                .v1()
                .jobs()
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();

        // then
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> podsOf(name).isEmpty());
        assertThat(client().batch().v1().jobs().withName(name).get()).isNull();
    }

    @Test
    void shouldDeleteWhatIsOwnedBeforeOwnerWhenInForeground() {
        // given
        var owner = client().configMaps()
                .resource(ApiConformance.map(fresh("owner"), Map.of()))
                .create();
        var owned = client().configMaps()
                .resource(new ConfigMapBuilder(ApiConformance.map(fresh("owned"), Map.of()))
                        .editMetadata()
                        .addNewOwnerReference()
                        .withApiVersion("v1")
                        .withKind("ConfigMap")
                        .withName(owner.getMetadata().getName())
                        .withUid(owner.getMetadata().getUid())
                        .withBlockOwnerDeletion(true)
                        .endOwnerReference()
                        .endMetadata()
                        .build())
                .create();

        // when
        client().configMaps()
                .resource(owner)
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete();

        // then
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> client().configMaps().resource(owner).get() == null);
        assertThat(client().configMaps().resource(owned).get()).isNull();
    }

    @Test
    void shouldBindClaim() {
        // given
        var name = fresh("disk");

        // when
        client().persistentVolumeClaims().resource(claim(name)).create();

        // then
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> client().persistentVolumeClaims()
                        .withName(name)
                        .get()
                        .getStatus()
                        .getPhase()
                        .equals("Bound"));
        client().persistentVolumeClaims().withName(name).delete();
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> client().persistentVolumeClaims().withName(name).get() == null);
    }

    @Test
    void shouldTellWatchOfWhatComesUnderItsSelectorAndLeavesIt() {
        // given
        var set = fresh("seen");
        var seen = new CopyOnWriteArrayList<String>();
        try (var watch = client().configMaps().withLabel("set", set).watch(new Noting(seen))) {
            var maps = client().configMaps();

            // when
            maps.resource(ApiConformance.map(set + "-other", Map.of())).create();
            maps.resource(ApiConformance.map(set + "-a", Map.of("set", set))).create();
            maps.withName(set + "-a")
                    .edit(present ->
                            new ConfigMapBuilder(present).addToData("k", "v").build());
            maps.withName(set + "-a")
                    .edit(present -> new ConfigMapBuilder(present)
                            .editMetadata()
                            .withLabels(Map.of())
                            .endMetadata()
                            .build());
            maps.resource(ApiConformance.map(set + "-b", Map.of("set", set))).create();
            maps.withName(set + "-b").delete();

            // then
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> seen.size() >= 5);
            assertThat(seen)
                    .containsExactly(
                            "ADDED " + set + "-a",
                            "MODIFIED " + set + "-a",
                            "DELETED " + set + "-a",
                            "ADDED " + set + "-b",
                            "DELETED " + set + "-b");
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void shouldTellWatchOfChangesSinceItsVersion() {
        // given
        var set = fresh("since");
        var first = client().configMaps()
                .resource(ApiConformance.map(set + "-1", Map.of("set", set)))
                .create();
        client().configMaps()
                .resource(ApiConformance.map(set + "-2", Map.of("set", set)))
                .create();
        var seen = new CopyOnWriteArrayList<String>();
        var options = new ListOptionsBuilder()
                .withLabelSelector("set=" + set)
                .withResourceVersion(first.getMetadata().getResourceVersion())
                .build();

        // when
        try (var watch = client().configMaps().watch(options, new Noting(seen))) {
            // then
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                    .untilAsserted(() -> assertThat(seen).containsExactly("ADDED " + set + "-2"));
            assertThat(watch).isNotNull();
        }
    }

    private record Noting(List<String> seen) implements Watcher<ConfigMap> {
        @Override
        public void eventReceived(Action action, ConfigMap map) {
            seen.add(action + " " + map.getMetadata().getName());
        }

        @Override
        public void onClose(@Nullable WatcherException cause) {
            seen.add("closed");
        }
    }
}
