package io.akoflow.gateway.messaging;

import io.akoflow.gateway.store.Position;
import io.akoflow.gateway.store.Positions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic from where the database says, in a thread of its own. After a failure it goes back to there and tries
 * again; at a message it does not know it stops for good.
 */
final class TopicReader implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final long PAUSE_MILLIS = 500;
    private static final String NOT_YET = "Kafka has not said yet what there is to read";

    private final String topic;
    private final Positions positions;
    private final RecordSink sink;
    private final Consumer<byte[], byte[]> consumer;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private boolean assigned;
    private volatile @Nullable String trouble = NOT_YET;

    TopicReader(String topic, Map<String, Object> kafka, Positions positions, RecordSink sink) {
        this.topic = topic;
        this.positions = positions;
        this.sink = sink;
        this.consumer = new KafkaConsumer<>(settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().daemon().name("reader of " + topic).unstarted(this::run);
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "akoflow-api-gateway");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2000);
        return settings;
    }

    void start() {
        thread.start();
    }

    String topic() {
        return topic;
    }

    /** Why it does not go on; null while it does. */
    @Nullable
    String trouble() {
        return trouble;
    }

    void stop() throws InterruptedException {
        stop.countDown();
        consumer.wakeup();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic), this);
            while (stop.getCount() > 0) {
                step();
            }
        } catch (UnknownTypeException e) {
            trouble = e.getMessage();
            LOG.errorf("Stopped reading '%s'. %s", topic, e.getMessage());
        } catch (WakeupException _) {
            LOG.debugf("Told to stop reading '%s'", topic);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        try {
            var polled = consumer.poll(Duration.ofSeconds(1));
            if (!polled.isEmpty()) {
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(polled.count());
                polled.forEach(records::add);
                sink.take(records);
            }
            trouble = assigned ? null : NOT_YET;
            Pace.after(polled.count(), stop);
        } catch (WakeupException | UnknownTypeException e) {
            throw e;
        } catch (RuntimeException e) {
            trouble = "Expected to read '%s', but %s".formatted(topic, e.getMessage());
            LOG.error(trouble, e);
            goBack();
        }
    }

    private void goBack() throws InterruptedException {
        while (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            try {
                onPartitionsAssigned(consumer.assignment());
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Expected the database to say how far '%s' was read, but %s", topic, e.getMessage());
            }
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        var known = positions.of(topic).stream().collect(Collectors.toMap(Position::partition, Position::next));
        List<TopicPartition> unread = new ArrayList<>();
        for (var partition : partitions) {
            var next = known.get(partition.partition());
            if (next == null) {
                unread.add(partition);
            } else {
                consumer.seek(partition, next);
            }
        }
        if (!unread.isEmpty()) {
            consumer.seekToBeginning(unread);
        }
        assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        // whoever reads them next begins where the database says
    }
}
