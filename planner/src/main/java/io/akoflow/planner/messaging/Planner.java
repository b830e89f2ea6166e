package io.akoflow.planner.messaging;

import io.akoflow.planner.Meters;
import io.akoflow.planner.PlannerConfig;
import io.akoflow.planner.store.Schema;
import io.akoflow.planner.store.Store;
import io.akoflow.planner.store.StoreFailure;
import io.akoflow.wire.Publisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The planner: one thread that reads, decides, keeps and says, from start to shutdown. */
@Singleton
public class Planner {

    private static final Logger LOG = Logger.getLogger(Planner.class);
    private static final Duration TO_CLOSE = Duration.ofSeconds(2);
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 1000;

    private final Map<String, Object> kafka;
    private final Function<Map<String, Object>, Publisher> publishers;
    private final Runnable tables;
    private final Parts parts;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    @Inject
    Planner(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Store store,
            Schema schema,
            PlannerConfig config,
            Meters meters,
            Condition condition) {
        this(
                kafka,
                Speaker::connect,
                schema::migrate,
                new Parts(store, config, meters, condition, InstantSource.system()));
    }

    /** @param tables sees to it that there are tables, or throws {@link StoreFailure} */
    Planner(
            Map<String, Object> kafka,
            Function<Map<String, Object>, Publisher> publishers,
            Runnable tables,
            Parts parts) {
        this.kafka = Map.copyOf(kafka);
        this.publishers = publishers;
        this.tables = tables;
        this.parts = parts;
        this.thread = Thread.ofPlatform().daemon().name("planner").unstarted(this::run);
    }

    void start(@Observes StartupEvent event) {
        parts.config().check();
        start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop();
    }

    void start() {
        thread.start();
    }

    /** Ends the batch under way, and then itself. */
    void stop() throws InterruptedException {
        stop.countDown();
        var now = consumer;
        if (now != null) {
            now.wakeup();
        }
        thread.join(TO_END);
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void run() {
        try {
            awaitTables();
            while (!stopped()) {
                session();
            }
        } catch (WakeupException _) {
            LOG.debug("Told to stop");
        } catch (UnknownTypeException e) {
            LOG.errorf("Stopped for good. %s", e.getMessage());
            parts.condition().ended(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Error e) {
            parts.condition().ended(e.toString());
            throw e;
        }
    }

    private void awaitTables() throws InterruptedException {
        boolean there = false;
        while (!there && !stopped()) {
            try {
                tables.run();
                parts.condition().well();
                there = true;
            } catch (StoreFailure e) {
                var trouble = "Expected PostgreSQL to have or make its tables, but " + e.getMessage();
                LOG.warn(trouble);
                parts.condition().troubled(trouble);
                boolean _ = stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void session() throws InterruptedException {
        try (var publisher = publishers.apply(kafka)) {
            var reader = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = reader;
            try {
                new Session(reader, publisher, parts, this::stopped).run();
            } finally {
                consumer = null;
                reader.close(CloseOptions.timeout(TO_CLOSE));
            }
        } catch (WakeupException | UnknownTypeException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Expected Kafka to be readable, but it is not", e);
            parts.condition().troubled(String.valueOf(e.getMessage()));
            boolean _ = stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, "akoflow-planner");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // both partitions of a run have the same owner
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, parts.config().batch());
        parts.config().instance().ifPresent(name -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
        return settings;
    }
}
