package io.akoflow.gateway.messaging;

import io.akoflow.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/** Hears on every replica of all news. It misses what it misses: those who wait look now and then, or give up. */
final class Tail {

    private static final Logger LOG = Logger.getLogger(Tail.class);

    private final List<Topic> topics;
    private final java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> ear;
    private final Consumer<byte[], byte[]> consumer;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("tail").unstarted(this::run);

    /** @param ear is told of each record */
    Tail(
            Map<String, Object> kafka,
            List<Topic> topics,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> ear) {
        this.topics = List.copyOf(topics);
        this.ear = ear;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        stop.countDown();
        consumer.wakeup();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        try (consumer) {
            while (stop.getCount() > 0) {
                step();
            }
        } catch (WakeupException _) {
            LOG.debug("Told to stop listening");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void step() throws InterruptedException {
        try {
            if (consumer.assignment().isEmpty()) {
                assign();
            }
            var polled = consumer.poll(Duration.ofSeconds(1));
            polled.forEach(ear);
            Pace.after(polled.count(), stop);
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf("Expected to hear of news, but %s", e.getMessage());
            stop.await(1, TimeUnit.SECONDS);
        }
    }

    private void assign() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (var topic : topics) {
            var name = topic.topicName();
            consumer.partitionsFor(name).forEach(it -> partitions.add(new TopicPartition(name, it.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
    }
}
