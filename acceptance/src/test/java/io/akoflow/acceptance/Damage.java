package io.akoflow.acceptance;

import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Topic;
import io.akoflow.local.kafka.Topics;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What people and broken disks do to Kafka and Kubernetes behind akoflow's back. */
final class Damage implements AutoCloseable {

    static final String NAMESPACE = "akoflow-work";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Machine machine;
    private final Admin kafka;
    private final KubernetesClient kubernetes;

    Damage(Machine machine) {
        this.machine = machine;
        this.kafka = Admin.create(machine.parts().kafkaClientSettings());
        this.kubernetes = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(machine.parts().kubeconfig().toFile()))
                .build();
    }

    /** How many records were ever said on a topic. */
    long said(Topic topic) {
        return ends(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Loses all records of a topic, as a retention that is too short does; offsets go on where they were. */
    void loseRecords(Topic topic) {
        var all = ends(topic).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue())));
        get(kafka.deleteRecords(all).all());
    }

    /** Loses topics and all that is known of them: they begin again at offset 0. */
    void loseTopics(Topic... topics) {
        var names = List.of(topics).stream().map(Topic::topicName).toList();
        get(kafka.deleteTopics(names).all());
        await("the topics to be gone")
                .atMost(PATIENCE)
                .until(() -> get(kafka.listTopics().names()).stream().noneMatch(names::contains));
        Topics.create(machine.parts().kafkaClientSettings());
    }

    /** Deletes the Jobs of one activity of a run, with their pods. */
    void deleteJobs(String run, int activity) {
        var labels = Map.of("akoflow.io/run", run, "akoflow.io/activity", Integer.toString(activity));
        kubernetes
                .batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withLabels(labels)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    /** Deletes all that is in the namespace of the work, disks included; returns when nothing is left. */
    void wipeNamespace() {
        kubernetes
                .batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
        kubernetes.pods().inNamespace(NAMESPACE).withGracePeriod(0).delete();
        kubernetes.persistentVolumeClaims().inNamespace(NAMESPACE).delete();
    }

    /** The names of a run's Jobs that are there. */
    List<String> jobs(String run) {
        return kubernetes
                .batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withLabel("akoflow.io/run", run)
                .list()
                .getItems()
                .stream()
                .map(job -> job.getMetadata().getName())
                .toList();
    }

    @Override
    public void close() {
        kafka.close();
        kubernetes.close();
    }

    private Map<TopicPartition, Long> ends(Topic topic) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (int i = 0; i < Topics.PARTITIONS; i++) {
            partitions.put(new TopicPartition(topic.topicName(), i), OffsetSpec.latest());
        }
        return get(kafka.listOffsets(partitions).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Expected Kafka to do as it is told, but " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected Kafka to answer, but was interrupted", e);
        }
    }
}
