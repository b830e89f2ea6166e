package io.akoflow.local.kubernetes;

import static io.akoflow.local.kubernetes.Clients.NAMESPACE;
import static io.akoflow.local.kubernetes.Clients.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What the services rely on, the same for the one-machine API and for a real API server: creating, finding and
 * refusals.
 */
abstract class ApiConformance {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long START = System.currentTimeMillis();

    /** Of the API under test, in a namespace that is there. */
    abstract KubernetesClient client();

    /** A name that no other test uses. */
    static String fresh(String prefix) {
        return prefix + "-" + Long.toString(START, 36) + "-" + NUMBER.incrementAndGet();
    }

    @Test
    void shouldRefuseSecondCreateOfSameName() {
        // given
        var job = job(fresh("twice"), "true");
        client().batch().v1().jobs().resource(job).create();

        // when
        var refusal = refusal(() -> client().batch().v1().jobs().resource(job).create());

        // then
        assertThat(refusal.getCode()).isEqualTo(409);
        assertThat(refusal.getStatus().getReason()).isEqualTo("AlreadyExists");
        assertThat(refusal.getStatus().getMessage())
                .isEqualTo("jobs.batch \"%s\" already exists"
                        .formatted(job.getMetadata().getName()));
    }

    @Test
    void shouldRefuseNameThatIsNoSubdomain() {
        // when
        var refusal = refusal(() ->
                client().batch().v1().jobs().resource(job("Bad_Name", "true")).create());

        // then
        assertThat(refusal.getCode()).isEqualTo(422);
        assertThat(refusal.getStatus().getReason()).isEqualTo("Invalid");
        assertThat(refusal.getStatus().getMessage())
                .startsWith("Job.batch \"Bad_Name\" is invalid: ")
                .contains("metadata.name: Invalid value: \"Bad_Name\": a lowercase RFC 1123");
    }

    @Test
    void shouldKeepWhatASecretSaysAsTextInItsData() {
        // given
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withName(fresh("secret"))
                .endMetadata()
                .addToData("old", "b2xk")
                .addToStringData("token", "a b")
                .build();

        // when
        var created = client().secrets().inNamespace(NAMESPACE).resource(secret).create();
        var changed = client().secrets()
                .inNamespace(NAMESPACE)
                .resource(
                        new SecretBuilder(created).addToStringData("old", "new").build())
                .update();

        // then
        assertThat(created.getData()).containsOnly(Map.entry("old", "b2xk"), Map.entry("token", "YSBi"));
        assertThat(created.getStringData()).isNullOrEmpty();
        assertThat(changed.getData()).containsOnly(Map.entry("old", "bmV3"), Map.entry("token", "YSBi"));
    }

    @Test
    void shouldRefuseJobWithoutContainers() {
        // given
        var empty = new JobBuilder(job(fresh("empty"), "true"))
                .editSpec()
                .editTemplate()
                .editSpec()
                .withContainers()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();

        // when
        var refusal = refusal(() -> client().batch().v1().jobs().resource(empty).create());

        // then
        assertThat(refusal.getCode()).isEqualTo(422);
        assertThat(refusal.getStatus().getMessage()).contains("spec.template.spec.containers: Required value");
    }

    @Test
    void shouldRefuseObjectInNamespaceThatIsNotThere() {
        // when
        var refusal = refusal(() -> client().batch()
                .v1()
                .jobs()
                .inNamespace("nowhere")
                .resource(job(fresh("lost"), "true"))
                .create());

        // then
        assertThat(refusal.getCode()).isEqualTo(404);
        assertThat(refusal.getStatus().getMessage()).isEqualTo("namespaces \"nowhere\" not found");
    }

    @Test
    void shouldSelectByLabelsAndFields() {
        // given
        var set = fresh("set");
        for (var size : new String[] {"small", "big", "huge"}) {
            client().configMaps()
                    .resource(map(set + "-" + size, Map.of("set", set, "size", size)))
                    .create();
        }
        var maps = client().configMaps();

        // when
        var equal = maps.withLabel("set", set).withLabel("size", "big").list().getItems();
        var in = maps.withLabel("set", set)
                .withLabelIn("size", "big", "small")
                .list()
                .getItems();
        var not =
                maps.withLabel("set", set).withLabelNotIn("size", "big").list().getItems();
        var named = maps.withField("metadata.name", set + "-huge").list().getItems();

        // then
        assertThat(equal).extracting(map -> map.getMetadata().getName()).containsExactly(set + "-big");
        assertThat(in).hasSize(2);
        assertThat(not).hasSize(2);
        assertThat(named).hasSize(1);
    }

    @Test
    void shouldListInPages() {
        // given
        var set = fresh("page");
        for (int i = 0; i < 5; i++) {
            client().configMaps()
                    .resource(map(set + "-" + i, Map.of("set", set)))
                    .create();
        }
        var names = new ArrayList<String>();
        var options = new ListOptionsBuilder()
                .withLabelSelector("set=" + set)
                .withLimit(2L)
                .build();

        // when
        int pages = 0;
        String next;
        do {
            var page = client().configMaps().list(options);
            page.getItems().forEach(map -> names.add(map.getMetadata().getName()));
            next = page.getMetadata().getContinue();
            options.setContinue(next);
            pages++;
        } while (next != null && !next.isEmpty());

        // then
        assertThat(pages).isEqualTo(3);
        assertThat(names).containsExactly(set + "-0", set + "-1", set + "-2", set + "-3", set + "-4");
    }

    @Test
    void shouldFindEventsOfObject() {
        // given
        var name = fresh("told");
        client().v1()
                .events()
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withKind("Job")
                        .withNamespace(NAMESPACE)
                        .withName(name)
                        .endInvolvedObject()
                        .withReason("FailedCreate")
                        .withMessage("exceeded quota")
                        .build())
                .create();

        // when
        var events = client().v1()
                .events()
                .withField("involvedObject.name", name)
                .list()
                .getItems();

        // then
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.getReason()).isEqualTo("FailedCreate"));
    }

    @Test
    void shouldNameObjectByItselfWhenAsked() {
        // when
        var map = client().configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withGenerateName("made-")
                        .endMetadata()
                        .build())
                .create();

        // then
        assertThat(map.getMetadata().getName()).matches("made-[a-z0-9]{5}");
        assertThat(map.getMetadata().getCreationTimestamp()).endsWith("Z");
    }

    static ConfigMap map(String name, Map<String, String> labels) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }

    static KubernetesClientException refusal(ThrowingCallable call) {
        return catchThrowableOfType(KubernetesClientException.class, call);
    }
}
