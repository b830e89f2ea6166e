package io.akoflow.planner.messaging;

import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.Message;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunId;
import io.akoflow.contract.Topic;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.Envelope;
import io.akoflow.wire.Publisher;
import io.akoflow.wire.RecordCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Gateway, dispatcher and watcher: they say what the test has them say, answer commands, and hear everything. */
final class Others implements AutoCloseable {

    private final RecordCodec codec = new RecordCodec();
    private final Publisher publisher;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<RunId, List<Heard>> heard = new HashMap<>();
    private final List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    private Function<ActivityReady, List<? extends Message>> answers = _ -> List.of();

    /** Something that was said. */
    record Heard(Envelope envelope, Message message) {}

    Others(Map<String, Object> kafka) {
        publisher = Publisher.connect(kafka, "akoflow/test");
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (var topic : List.of(Topic.READY, Topic.RUNS, Topic.DEAD_LETTERS)) {
            consumer.partitionsFor(topic.topicName())
                    .forEach(it -> partitions.add(new TopicPartition(topic.topicName(), it.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** From now on every ActivityReady is answered with these. */
    void answer(Function<ActivityReady, List<? extends Message>> how) {
        answers = how;
    }

    void say(List<? extends Message> messages) {
        publisher.sayAll(messages).toCompletableFuture().join();
    }

    void say(Message... messages) {
        say(List.of(messages));
    }

    void say(Message message, String traceparent) {
        publisher.say(message, traceparent).toCompletableFuture().join();
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        publisher.send(record).toCompletableFuture().join();
    }

    /** Hears and answers until {@code condition} is so. */
    void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    listen();
                    return condition.call();
                });
    }

    private void listen() {
        List<CompletableFuture<Void>> said = new ArrayList<>();
        for (var record : consumer.poll(Duration.ofMillis(20))) {
            if (record.topic().equals(Topic.DEAD_LETTERS.topicName())) {
                deadLetters.add(record);
            } else if (codec.decode(record.headers(), record.value()) instanceof Decoded.Known known) {
                hear(known);
                if (known.message() instanceof ActivityReady ready) {
                    answers.apply(ready)
                            .forEach(it -> said.add(publisher.say(it).toCompletableFuture()));
                }
            }
        }
        said.forEach(CompletableFuture::join);
    }

    private void hear(Decoded.Known known) {
        var run = known.message() instanceof RunFact fact ? fact.run() : ((ActivityCommand) known.message()).run();
        heard.computeIfAbsent(run, _ -> new ArrayList<>()).add(new Heard(known.envelope(), known.message()));
    }

    /** What was heard about {@code run} of a type, in the order of each topic. */
    <T extends Message> List<T> heard(RunId run, Class<T> type) {
        return heard(run).stream()
                .map(Heard::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    List<Heard> heard(RunId run) {
        return heard.getOrDefault(run, List.of());
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() {
        consumer.close();
        publisher.close();
    }
}
