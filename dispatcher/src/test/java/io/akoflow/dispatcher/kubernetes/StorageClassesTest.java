package io.akoflow.dispatcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.dispatcher.Attempts;
import io.akoflow.dispatcher.FaultyApi;
import io.akoflow.dispatcher.Settings;
import io.akoflow.dispatcher.World;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.kubernetes.PodSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // start() fills the fields
class StorageClassesTest {

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
    void shouldObjectToNothingWhenTheClassOrADefaultOneIsThere() {
        // given
        var classes = classes(Map.of());

        // when
        var named = objection(classes, Attempts.ofNewRun().inStorageClass("machine-folder"));
        var usual = objection(classes, Attempts.ofNewRun());
        var none = objection(classes, Attempts.ofNewRun().inStorageClass(""));

        // then
        assertThat(named).isEmpty();
        assertThat(usual).isEmpty();
        assertThat(none).isEmpty();
        assertThat(proxy.seen("storageclasses")).hasSize(1);
    }

    @Test
    void shouldSayWhatThereIsWhenTheClassIsNot() {
        // when
        var objection = objection(classes(Map.of()), Attempts.ofNewRun().inStorageClass("fast"));

        // then
        assertThat(objection).hasValueSatisfying(it -> {
            var failure = ((Outcome.Refused) it).failure();
            assertThat(failure.cause())
                    .isEqualTo("Expected the storage class 'fast' in the cluster, but it has: machine-folder.");
            assertThat(failure.advice()).startsWith("Name one of them as 'storageClassName'");
        });
    }

    @Test
    void shouldSayThatThereIsNoDefaultOneWhenNoneIsNamed() {
        // given
        answer(200, """
                {"kind": "StorageClassList", "items": [{"metadata": {"name": "b"}}, {"metadata": {"name": "a"}}]}
                """);

        // when
        var objection = objection(classes(Map.of()), Attempts.ofNewRun());

        // then
        assertThat(objection)
                .hasValueSatisfying(
                        it -> assertThat(((Outcome.Refused) it).failure().cause())
                                .isEqualTo(
                                        "Expected a default storage class, but the cluster has no default one. It has: a, b."));
    }

    @Test
    void shouldObjectToNothingWhenItMayNotLookOrIsNotToOrTheApiHasTrouble() {
        // given
        var missing = Attempts.ofNewRun().inStorageClass("fast");
        answer(403, """
                {"kind": "Status", "code": 403, "reason": "Forbidden", "message": "cannot list storageclasses"}
                """);
        var mayNot = objection(classes(Map.of()), missing);
        answer(503, "too much to do");

        // when
        var trouble = objection(classes(Map.of()), missing);
        var unwanted = objection(classes(Map.of("check-storage-classes", "false")), missing);

        // then
        assertThat(mayNot).isEmpty();
        assertThat(trouble).isEmpty();
        assertThat(unwanted).isEmpty();
    }

    private StorageClasses classes(Map<String, String> settings) {
        return new StorageClasses(parts.api(), Settings.of(settings));
    }

    private static Optional<Outcome> objection(StorageClasses classes, Attempts attempts) {
        var ready = attempts.ready(0);
        var plan = JobPlan.of(ready.attemptId(), ready.spec(), PodSettings.DEFAULT);
        return classes.objection(plan.objects().getFirst());
    }

    private void answer(int code, String body) {
        var headers = Map.of("Content-Type", "application/json");
        proxy.add(1, it -> it.path().endsWith("/storageclasses"), new FaultyApi.Fault.Answer(code, headers, body));
    }
}
