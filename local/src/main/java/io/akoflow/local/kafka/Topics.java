package io.akoflow.local.kafka;

import io.akoflow.contract.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Creates akoflow's topics. */
public final class Topics {

    /** On one machine. */
    public static final int PARTITIONS = 3;

    private static final int SECONDS = 60;

    private Topics() {}

    /** Creates those that are missing; returns when all are there. */
    public static void create(Map<String, Object> clientSettings) {
        try (var admin = Admin.create(clientSettings)) {
            var there = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            var missing = Arrays.stream(Topic.values())
                    .filter(topic -> !there.contains(topic.topicName()))
                    .map(Topics::describe)
                    .toList();
            admin.createTopics(missing).all().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Expected Kafka to create the topics, but it did not", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to create the topics, but was interrupted", e);
        }
    }

    private static NewTopic describe(Topic topic) {
        var retention = Long.toString(topic.retention().toMillis());
        return new NewTopic(topic.topicName(), PARTITIONS, (short) 1)
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, retention));
    }
}
