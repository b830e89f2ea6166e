package io.akoflow.local.kubernetes;

import static io.akoflow.local.kubernetes.ApiConformance.fresh;
import static io.akoflow.local.kubernetes.ApiConformance.map;
import static io.akoflow.local.kubernetes.ApiConformance.refusal;
import static io.akoflow.local.kubernetes.Clients.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the services rely on, the same for the one-machine API and for a real API server: changes of objects. */
abstract class ChangeConformance {
    /** Of the API under test, in a namespace that is there. */
    abstract KubernetesClient client();

    @Test
    void shouldRefuseChangedTemplateOfJob() {
        // given
        var name = fresh("fixed");
        client().batch().v1().jobs().resource(job(name, "true")).create();

        // when
        var refusal = refusal(() -> client().batch()
                .v1()
                .jobs()
                .withName(name)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"template\":{\"metadata\":{\"labels\":{\"more\":\"1\"}}}}}"));

        // then
        assertThat(refusal.getCode()).isEqualTo(422);
        assertThat(refusal.getStatus().getMessage())
                .contains("spec.template: Invalid value")
                .contains("field is immutable");
    }

    @Test
    void shouldRefuseStaleVersionOfJobBeforeLookingAtItsTemplate() {
        // given
        var name = fresh("stale");
        var read = client().batch().v1().jobs().resource(job(name, "true")).create();
        var changed = new JobBuilder(read)
                .editSpec()
                .editTemplate()
                .editSpec()
                .editContainer(0)
                .withImage("other")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        await().until(() -> !Objects.equals(
                version(client().batch().v1().jobs().withName(name).get()), version(read)));

        // when
        var refusal =
                refusal(() -> client().batch().v1().jobs().resource(changed).update());

        // then
        assertThat(refusal.getCode()).isEqualTo(409);
        assertThat(refusal.getStatus().getReason()).isEqualTo("Conflict");
    }

    @Test
    void shouldRefuseLeaseThatAnotherHasTakenMeanwhile() {
        // given
        var lease = client().leases().resource(lease(fresh("shard"), "a")).create();
        client().leases().resource(heldBy(lease, "b")).update();

        // when
        var refusal =
                refusal(() -> client().leases().resource(heldBy(lease, "c")).update());

        // then
        assertThat(refusal.getCode()).isEqualTo(409);
        assertThat(refusal.getStatus().getReason()).isEqualTo("Conflict");
        assertThat(refusal.getStatus().getMessage())
                .contains(
                        "the object has been modified; please apply your changes to the latest version and try again");
        assertThat(client().leases().resource(lease).get().getSpec().getHolderIdentity())
                .isEqualTo("b");
    }

    @Test
    void shouldChangeVersionOnlyWhenSomethingChanges() {
        // given
        var map = client().configMaps().resource(map(fresh("same"), Map.of())).create();

        // when
        var again = client().configMaps().resource(map).update();

        // then
        assertThat(again.getMetadata().getResourceVersion())
                .isEqualTo(map.getMetadata().getResourceVersion());
        assertThat(again.getMetadata().getUid()).isEqualTo(map.getMetadata().getUid());
    }

    @Test
    void shouldPatchByMergeAndByOperations() {
        // given
        var map = client().configMaps()
                .resource(map(fresh("patched"), Map.of("old", "1")))
                .create();

        // when
        client().configMaps()
                .resource(map)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"old\":null,\"new\":\"2\"}}}");
        client().configMaps()
                .withName(map.getMetadata().getName())
                .edit(present ->
                        new ConfigMapBuilder(present).addToData("key", "value").build());

        // then
        var patched = client().configMaps().resource(map).get();
        assertThat(patched.getMetadata().getLabels()).isEqualTo(Map.of("new", "2"));
        assertThat(patched.getData()).isEqualTo(Map.of("key", "value"));
    }

    private static Lease lease(String name, String holder) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(6)
                .endSpec()
                .build();
    }

    private static Lease heldBy(Lease lease, String holder) {
        return new LeaseBuilder(lease)
                .editSpec()
                .withHolderIdentity(holder)
                .endSpec()
                .build();
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getResourceVersion();
    }
}
