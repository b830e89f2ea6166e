package io.akoflow.local.kubernetes;

import static io.akoflow.local.kubernetes.ApiConformance.fresh;
import static io.akoflow.local.kubernetes.Clients.annotated;
import static io.akoflow.local.kubernetes.Clients.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the dispatcher relies on when it ends a Job and leaves it, the same for both APIs. */
abstract class DeadlineConformance extends ClusterUnderTest {

    @Test
    void shouldEndPodAndSayThatJobFailedWhenItMayTakeNoMoreTime() {
        // given
        var name = fresh("ended");
        client().batch()
                .v1()
                .jobs()
                .resource(annotated(job(name, "true"), "akoflow.test/duration", "600s"))
                .create();
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> podsOf(name).stream()
                        .anyMatch(pod -> pod.getStatus().getPhase().equals("Running")));

        // when
        mayTakeNoTime(name);

        // then
        assertThat(jobInTheEnd(name).getStatus().getConditions()).anySatisfy(condition -> {
            assertThat(condition.getType()).isEqualTo("Failed");
            assertThat(condition.getReason()).isEqualTo("DeadlineExceeded");
        });
        assertThat(podsOf(name)).isEmpty();
    }

    @Test
    void shouldLeaveJobAsItIsWhenItIsCompleteAndMayTakeNoMoreTime() {
        // given
        var name = fresh("over");
        client().batch().v1().jobs().resource(job(name, "true")).create();
        var before = jobInTheEnd(name).getStatus();

        // when
        mayTakeNoTime(name);

        // then
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> client().batch()
                        .v1()
                        .jobs()
                        .withName(name)
                        .get()
                        .getStatus()
                        .equals(before));
        assertThat(podsOf(name)).hasSize(1);
    }

    @Test
    void shouldMakeNoPodWhenJobMayTakeNoTimeFromTheStart() {
        // given
        var name = fresh("never");
        var job = job(name, "true");
        job.getSpec().setActiveDeadlineSeconds(0L);

        // when
        client().batch().v1().jobs().resource(job).create();

        // then
        var status = jobInTheEnd(name).getStatus();
        assertThat(status.getConditions())
                .anySatisfy(condition -> assertThat(condition.getReason()).isEqualTo("DeadlineExceeded"));
        assertThat(status.getFailed()).isIn(null, 0);
        assertThat(podsOf(name)).isEmpty();
    }

    private void mayTakeNoTime(String job) {
        client().batch().v1().jobs().withName(job).patch(PatchContext.of(PatchType.JSON_MERGE), """
                        {"spec":{"activeDeadlineSeconds":0}}""");
    }
}
