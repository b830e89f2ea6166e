package io.akoflow.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunId;
import io.akoflow.engine.kubernetes.ContainerView;
import io.akoflow.engine.kubernetes.JobView;
import io.akoflow.engine.kubernetes.Patience;
import io.akoflow.engine.kubernetes.PodReading;
import io.akoflow.engine.kubernetes.PodView;
import io.akoflow.engine.kubernetes.Seat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final JobView COMPLETE = new JobView(JobView.State.COMPLETE, null, null, NOW);

    private final Attempt attempt = new Attempt(
            new AttemptId(new RunId("01k5zq3v8m4n9p2r7s6t1w0xyz"), 0, 1),
            new Place("work", 0, Seat.ALONE),
            Patience.DEFAULT,
            InstantSource.fixed(NOW));

    @Test
    void shouldWaitForThePodWhenTheJobIsFasterToldToBeComplete() {
        // given
        attempt.see(COMPLETE, false, null);

        // when
        var early = attempt.read(null);
        attempt.see(pod(new ContainerView.Terminated(0, "Completed", null, NOW, NOW)));
        var late = attempt.read(null);

        // then
        assertThat(early).isInstanceOf(PodReading.NothingYet.class);
        assertThat(late)
                .isInstanceOfSatisfying(
                        PodReading.Succeeded.class,
                        end -> assertThat(end.warnings()).isEmpty());
    }

    @Test
    void shouldBelieveTheJobWhenKubernetesHasNoPod() {
        // given
        attempt.see(COMPLETE, false, null);

        // when
        attempt.settle();

        // then
        assertThat(attempt.read(null))
                .isInstanceOfSatisfying(
                        PodReading.Succeeded.class,
                        end -> assertThat(end.warnings()).isNotEmpty());
    }

    @Test
    void shouldSayTheSameAgainWhenItCouldNotBeSaid() {
        // given
        attempt.see(pod(new ContainerView.Terminated(3, "Error", null, NOW, NOW)));
        var reading = attempt.read(null);
        var claimed = attempt.claim(reading);
        var claimedTwice = attempt.claim(reading);

        // when
        attempt.unclaim(reading);

        // then
        assertThat(claimed).isTrue();
        assertThat(claimedTwice).isFalse();
        assertThat(attempt.read(null)).isEqualTo(reading);
        assertThat(attempt.claim(reading)).isTrue();
    }

    @Test
    void shouldRememberWhyWhenLaterMessagesOnlySayThatItIsTriedAgain() {
        // given
        attempt.see(pod(new ContainerView.Waiting("ErrImagePull", "alpin:3: not found")));

        // when
        attempt.see(pod(new ContainerView.Waiting("ImagePullBackOff", "Back-off pulling image \"alpin:3\"")));

        // then
        assertThat(attempt.read(null))
                .isInstanceOfSatisfying(
                        PodReading.Waiting.class,
                        waiting -> assertThat(waiting.message()).contains("alpin:3: not found"));
    }

    private static PodView pod(ContainerView.State state) {
        var container = new ContainerView("activity", false, false, null, state);
        return new PodView(
                "f00d", "step-1", "node-1", false, null, "Pending", null, null, List.of(), List.of(container));
    }
}
