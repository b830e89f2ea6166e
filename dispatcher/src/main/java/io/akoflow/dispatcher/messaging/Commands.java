package io.akoflow.dispatcher.messaging;

import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.dispatcher.kubernetes.ApiHealth;
import io.akoflow.dispatcher.kubernetes.CallOff;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts to read commands when the Kubernetes API and Kafka can be reached, and ends it. */
@Readiness
@ApplicationScoped
public class Commands implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Commands.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Map<String, Object> kafka;
    private final DispatcherConfig config;
    private final Errands errands;
    private final Speaker speaker;
    private final ApiHealth api;
    private final CallOff noMoreApi = new CallOff();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("reader of commands").unstarted(this::read);
    private volatile @Nullable CommandReader reader;
    private volatile @Nullable String failure;

    Commands(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            DispatcherConfig config,
            Errands errands,
            Speaker speaker,
            @Readiness ApiHealth api) {
        this.kafka = kafka;
        this.config = config;
        this.errands = errands;
        this.speaker = speaker;
        this.api = api;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        noMoreApi.callOff();
        thread.join(Duration.ofSeconds(10));
        speaker.close();
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("Kafka reader");
        var trouble = trouble();
        return trouble == null
                ? health.up().build()
                : health.down().withData("trouble", trouble).build();
    }

    private @Nullable String trouble() {
        var current = reader;
        if (failure != null) {
            return failure;
        }
        return current == null || !current.isAssigned() ? "it does not read yet" : current.trouble();
    }

    private void read() {
        try {
            if (!api.await(config.patience(), noMoreApi)) {
                LOG.warn("The Kubernetes API does not answer yet; commands are told to wait for it");
            }
            while (stop.getCount() > 0 && reader == null) {
                connect();
            }
            var current = reader;
            if (current != null) {
                current.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = "Expected to read commands, but " + e;
            LOG.error(failure, e);
        }
    }

    private void connect() throws InterruptedException {
        try {
            var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            reader = new CommandReader(consumer, errands, config.commands(), stop);
        } catch (KafkaException e) {
            LOG.warnf("Expected to connect to Kafka, but %s", e.getMessage());
            var _ = stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
        config.instanceId().ifPresent(id -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return settings;
    }
}
