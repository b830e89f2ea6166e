package io.akoflow.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    Path folder;

    @Test
    void shouldKeepRecordsAndOffsetsWhenStartedAgain() throws ExecutionException, InterruptedException {
        // given
        try (var kafka = EmbeddedKafka.start(settings())) {
            send(kafka, "first");
            assertThat(read(kafka, 1)).containsExactly("first");
            send(kafka, "second");
        }

        // when
        try (var kafka = EmbeddedKafka.start(settings())) {

            // then
            assertThat(read(kafka, 1)).containsExactly("second");
        }
    }

    @Test
    void shouldHaveEveryTopicAndCarryLargeRecordsWhenStarted() throws ExecutionException, InterruptedException {
        // given
        try (var kafka = EmbeddedKafka.temporary();
                var admin = Admin.create(kafka.clientSettings());
                var producer = producer(kafka)) {

            // when
            var large = producer.send(new ProducerRecord<>(Topic.WORKFLOWS.topicName(), null, new byte[15 * MEBIBYTE]));

            // then
            assertThat(large.get().serializedValueSize()).isEqualTo(15 * MEBIBYTE);
            var names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
            var descriptions = admin.describeTopics(names).allTopicNames().get();
            assertThat(descriptions.values())
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(Topics.PARTITIONS));
        }
    }

    @Test
    void shouldRefuseWhenPasswordIsWrong() {
        // given
        try (var kafka = EmbeddedKafka.temporary()) {
            var settings = kafka.clientSettings();
            settings.computeIfPresent(
                    "sasl.jaas.config",
                    (name, text) -> text.toString().replaceAll("password=\"[^\"]*\"", "password=\"x\""));

            try (var admin = Admin.create(settings)) {
                // when // then
                assertThatThrownBy(() -> admin.listTopics().names().get())
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    private KafkaSettings settings() {
        return new KafkaSettings(folder, 0, "secret");
    }

    private static void send(EmbeddedKafka kafka, String text) throws ExecutionException, InterruptedException {
        try (var producer = producer(kafka)) {
            producer.send(new ProducerRecord<>(Topic.RUNS.topicName(), null, text.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka) {
        var settings = kafka.clientSettings();
        settings.put("max.request.size", 16 * MEBIBYTE);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        var settings = kafka.clientSettings();
        settings.putAll(Map.of("group.id", "test", "auto.offset.reset", "earliest"));
        var texts = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topic.RUNS.topicName()));
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> texts.add(new String(record.value(), StandardCharsets.UTF_8)));
                return texts.size() >= count;
            });
            consumer.commitSync();
        }
        return texts;
    }
}
