package io.akoflow.setup.messaging;

import io.akoflow.contract.Topic;
import io.akoflow.setup.SetupSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topics that are missing. One that is there is left as it is: with other partitions, the messages of a run
 * would come to another planner than those before.
 */
public final class MissingTopics {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int SECONDS = 20;
    /** A large workflow is one message. */
    private static final String LARGEST_MESSAGE = Integer.toString(32 * 1024 * 1024);

    private MissingTopics() {}

    /** Creates them as soon as Kafka is there, and says on the standard output which. */
    public static void create(SetupSettings settings) throws InterruptedException {
        var created = create(settings, System.nanoTime() + PATIENCE.toNanos());
        System.out.println(
                created.isEmpty() ? "All topics were there" : "Created the topics " + String.join(", ", created));
    }

    private static List<String> create(SetupSettings settings, long end) throws InterruptedException {
        while (true) {
            try (var admin = Admin.create(settings.kafka())) {
                return create(admin, settings);
            } catch (ExecutionException | TimeoutException | KafkaException e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Expected Kafka to create the topics, but it did not", e);
                }
                System.out.println("Kafka is not ready: " + sentence(e));
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        }
    }

    private static List<String> create(Admin admin, SetupSettings settings)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> there = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
        var missing = Arrays.stream(Topic.values())
                .filter(topic -> !there.contains(topic.topicName()))
                .map(topic -> describe(topic, settings))
                .toList();
        List<String> created = new ArrayList<>();
        for (var one : admin.createTopics(missing).values().entrySet()) {
            try {
                one.getValue().get(SECONDS, TimeUnit.SECONDS);
                created.add(one.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) { // another replica was faster
                    throw e;
                }
            }
        }
        return created;
    }

    private static NewTopic describe(Topic topic, SetupSettings settings) {
        return new NewTopic(topic.topicName(), settings.partitions(), (short) settings.replication())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(topic.retention().toMillis()),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        LARGEST_MESSAGE));
    }

    private static @Nullable String sentence(Exception failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
