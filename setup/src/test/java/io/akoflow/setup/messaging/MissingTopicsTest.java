package io.akoflow.setup.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Topic;
import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.setup.SetupSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;

class MissingTopicsTest {

    @Test
    void shouldCreateWhatIsMissingAndLeaveTheRestWhenRun() throws Exception {
        try (var kafka = EmbeddedKafka.temporary();
                var admin = Admin.create(kafka.clientSettings())) {
            // given
            admin.deleteTopics(List.of(Topic.RUNS.topicName())).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(Topic.RUNS.topicName()));
            var environment = new HashMap<String, String>();
            kafka.clientSettings()
                    .forEach((name, value) -> environment.put(
                            "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value.toString()));
            environment.put("AKOFLOW_SETUP_PARTITIONS", "7");

            // when
            MissingTopics.create(new SetupSettings(environment));

            // then
            var names = List.of(Topic.RUNS.topicName(), Topic.READY.topicName());
            var partitions = admin.describeTopics(names).allTopicNames().get().values().stream()
                    .collect(Collectors.toMap(
                            TopicDescription::name, it -> it.partitions().size()));
            assertThat(partitions)
                    .containsOnly(Map.entry(Topic.RUNS.topicName(), 7), Map.entry(Topic.READY.topicName(), 3));
        }
    }
}
