package io.akoflow.dispatcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Failure;
import io.akoflow.dispatcher.Attempts;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.kubernetes.PlannedObject;
import io.akoflow.engine.kubernetes.PodSettings;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Test
    void shouldFailAtOnceWhenTheQuotaIsSmallerThanWhatIsAskedFor() {
        // when
        var outcome = Refusals.of(claim(), exceeded("500Mi"));

        // then
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.failure().failureClass()).isEqualTo(Failure.FailureClass.CONFIGURATION);
            assertThat(refused.failure().cause())
                    .isEqualTo("Expected at most 500Mi of requests.storage, as the quota 'disks' allows in all,"
                            + " but it asks for 1Gi.");
        });
    }

    @Test
    void shouldWaitWhenOthersUseUpTheQuota() {
        // when
        var outcome = Refusals.of(claim(), exceeded("1Gi"));

        // then
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
    }

    private static PlannedObject claim() {
        var ready = Attempts.ofNewRun().ready(0);
        return JobPlan.of(ready.attemptId(), ready.spec(), PodSettings.DEFAULT)
                .objects()
                .getFirst();
    }

    private static ApiAnswer.Refused exceeded(String limited) {
        return new ApiAnswer.Refused(
                ApiCall.FORBIDDEN,
                ("persistentvolumeclaims \"a\" is forbidden: exceeded quota: disks, requested: requests.storage=1Gi,"
                                + " used: requests.storage=0, limited: requests.storage=%s")
                        .formatted(limited),
                "a");
    }
}
