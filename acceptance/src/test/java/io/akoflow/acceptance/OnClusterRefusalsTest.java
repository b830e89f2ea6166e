package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("What a cluster does not let in, or not yet")
class OnClusterRefusalsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String ONE = """
            name: one
            spec: {image: "alpine:3.20", activities: [{name: one, run: "true", memoryLimit: 32Mi}]}
            """;

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("refusals");
        machine = cluster.start();
        machine.awaitOver(machine.submit(ONE), PATIENCE);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void shouldWaitAndGoOnWhenQuotaIsUsedUp() {
        // given
        var quota = new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("few")
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity("5"))
                .endSpec()
                .build();
        cluster.client().resource(quota).create();
        // when
        var run = machine.submit(Graphs.fanOut(20));
        var over = machine.awaitOver(run, PATIENCE);
        cluster.client().resource(quota).delete();
        // then
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        assertThat(cluster.client()
                        .v1()
                        .events()
                        .inNamespace(cluster.namespace())
                        .list()
                        .getItems())
                .as("what the quota kept out")
                .anyMatch(event -> event.getMessage().contains("exceeded quota: few"));
        assertThat(machine.firstActivity(run).path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void shouldFailSoonWithReasonWhenPodIsLargerThanAllowed() {
        // given
        var range = new LimitRangeBuilder()
                .withNewMetadata()
                .withName("small")
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withNewSpec()
                .addNewLimit()
                .withType("Container")
                .addToMax("memory", new Quantity("16Mi"))
                .endLimit()
                .endSpec()
                .build();
        cluster.client().resource(range).create();
        // when
        var run = machine.submit(ONE);
        // then
        assertThatItIsRefused(run, "memory");
        cluster.client().resource(range).delete();
    }

    @Test
    void shouldFailSoonWithReasonWhenPodSecurityRefuses() {
        // given
        level("restricted");
        // when
        var run = machine.submit(ONE);
        // then
        assertThatItIsRefused(run, "PodSecurity");
        level("baseline");
    }

    private static void assertThatItIsRefused(String run, String reason) {
        await("the refusal")
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(machine.run(run).path("state").asText()).isEqualTo("FAILED"));
        var failure = machine.firstActivity(run).path("failure");
        assertThat(failure.path("failureClass").asText()).as(failure.toString()).isEqualTo("CONFIGURATION");
        assertThat(failure.path("kind").asText()).as(failure.toString()).isEqualTo("Refused");
        assertThat(failure.path("cause").asText()).contains(reason);
        assertThat(failure.path("advice").asText()).isNotEmpty();
    }

    private static void level(String name) {
        cluster.client().namespaces().withName(cluster.namespace()).edit(namespace -> {
            namespace.getMetadata().getLabels().put("pod-security.kubernetes.io/enforce", name);
            return namespace;
        });
    }
}
