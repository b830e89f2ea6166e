package io.akoflow.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttemptLabelsTest {

    @Test
    void shouldCountAsTheAttemptOfItsJob() {
        // given
        var pod = pod(Map.of(AttemptLabels.JOB_NAME, "step"));
        pod.setOwnerReferences(new ObjectMetaBuilder()
                .addNewOwnerReference()
                .withKind("Job")
                .withName("step")
                .endOwnerReference()
                .build()
                .getOwnerReferences());

        // when, then
        assertThat(AttemptLabels.attemptOf(pod)).contains("work/step");
        assertThat(AttemptLabels.isBare(pod)).isFalse();
    }

    @Test
    void shouldBeAnAttemptByItselfWhenItNeverHadAJob() {
        // when, then
        assertThat(AttemptLabels.attemptOf(pod(Map.of()))).contains("work/step-x7k2p");
    }

    @Test
    void shouldCountAsTheAttemptOfItsJobWhenThatLeftItBehind() {
        // given
        var pod = pod(Map.of(AttemptLabels.JOB_NAME, "step"));

        // when, then
        assertThat(AttemptLabels.isBare(pod)).isFalse();
        assertThat(AttemptLabels.attemptOf(pod)).contains("work/step");
    }

    private static ObjectMeta pod(Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withNamespace("work")
                .withName("step-x7k2p")
                .withLabels(labels)
                .build();
    }
}
