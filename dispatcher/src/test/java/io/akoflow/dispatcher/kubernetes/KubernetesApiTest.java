package io.akoflow.dispatcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.dispatcher.Attempts;
import io.akoflow.dispatcher.FaultyApi;
import io.akoflow.dispatcher.Settings;
import io.akoflow.dispatcher.World;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.kubernetes.PlannedObject;
import io.akoflow.engine.kubernetes.PodSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // start() fills the fields
class KubernetesApiTest {

    private final World world = World.shared();
    private FaultyApi proxy;
    private Parts parts;

    @BeforeEach
    void start() {
        proxy = world.newApi();
        parts = Parts.of(proxy.url(), world.token(), Settings.of(Map.of()), new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        parts.close();
        proxy.close();
    }

    @Test
    void shouldCreateNothingWhenItGetsToSendingTooLate() {
        // given
        var attempts = Attempts.ofNewRun();
        var job = job(attempts.ready(0));

        // when
        var answer = parts.api().create(job, Instant.now().minusMillis(1));

        // then
        assertThat(answer).isInstanceOf(ApiAnswer.Trouble.class);
        assertThat(world.created("jobs", attempts.run().value())).isZero();
    }

    @Test
    void shouldCreateWhatIsAsLongAsAScriptCanBeWhenThereIsTime() {
        // given
        var attempts = Attempts.ofNewRun().withScript("# " + "x".repeat(30_000));
        var job = job(attempts.ready(0));

        // when
        var answer = parts.api().create(job, Instant.now().plusSeconds(60));

        // then
        assertThat(answer).isInstanceOf(ApiAnswer.Fine.class);
    }

    @Test
    void shouldRefuseANameThatIsAnotherPath() {
        // given
        var name = "x/../../secrets";

        // when
        var thrown = catchThrowable(() -> parts.api().get(PlannedObject.Kind.JOB, "akoflow-work", name));

        // then
        assertThat(thrown).hasMessage("Expected a name of letters, digits, '-' and '.', but it is '" + name + "'");
        assertThat(proxy.seen("")).isEmpty();
    }

    private static PlannedObject job(ActivityReady ready) {
        return JobPlan.of(ready.attemptId(), ready.spec(), PodSettings.DEFAULT)
                .objects()
                .getLast();
    }
}
