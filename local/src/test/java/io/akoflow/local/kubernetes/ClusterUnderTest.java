package io.akoflow.local.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** An API with controllers, and what can be seen there of Jobs. */
abstract class ClusterUnderTest {
    static final int PATIENCE_SECONDS = 30;

    /** Of the API under test, in a namespace that is there, with simulated pods. */
    abstract KubernetesClient client();

    List<Pod> podsOf(String job) {
        return client().pods().withLabel("job-name", job).list().getItems();
    }

    Job jobInTheEnd(String name) {
        return Objects.requireNonNull(client().batch()
                .v1()
                .jobs()
                .withName(name)
                .waitUntilCondition(
                        job -> job != null
                                && job.getStatus().getConditions().stream()
                                        .anyMatch(
                                                condition -> condition.getType().matches("Complete|Failed")),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS));
    }
}
