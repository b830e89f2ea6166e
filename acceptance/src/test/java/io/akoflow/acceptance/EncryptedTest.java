package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Topic;
import io.akoflow.local.Certificate;
import io.akoflow.local.GivenServers;
import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.postgres.EmbeddedPostgres;
import io.akoflow.local.runner.RunnerKind;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Connections that are encrypted")
class EncryptedTest {

    private static final List<Topic> OF_EVERY_RUN = List.of(Topic.WORKFLOWS, Topic.READY, Topic.OBSERVED, Topic.RUNS);

    @TempDir
    private Path folder;

    @Test
    void shouldRunWorkflowWhenServicesAreOnlyToldOfEncryptionInSettings() throws Exception {
        // given
        var certificate = Certificate.make(folder);
        try (var kafka = EmbeddedKafka.temporary(certificate);
                var postgres = EmbeddedPostgres.temporary(certificate);
                var machine = Machine.start(
                        "encrypted",
                        usual -> usual.withRunner(RunnerKind.SIMULATE).withServers(given(kafka, postgres)))) {
            // when
            var over = machine.awaitOver(machine.submitExample("hello"), Duration.ofMinutes(1));

            // then
            assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
            assertThat(kafka.clientSettings()).containsEntry("security.protocol", "SASL_SSL");
            assertThat(records(kafka.clientSettings()))
                    .as("said by the gateway, the planner and the watcher")
                    .allSatisfy((topic, there) -> assertThat(there).as(topic).isPositive());
            assertThat(connections(postgres))
                    .as("of the gateway, the planner and this test")
                    .hasSizeGreaterThanOrEqualTo(3)
                    .containsOnly("encrypted");
            assertThat(schemas(postgres)).contains("gateway", "planner");
        }
    }

    private static GivenServers given(EmbeddedKafka kafka, EmbeddedPostgres postgres) {
        return new GivenServers(
                kafka.clientSettings(),
                new GivenServers.Database(postgres.jdbcUrl(), postgres.user(), postgres.password()));
    }

    /** How many there are in each topic that every run uses. */
    private static Map<String, Long> records(Map<String, Object> client)
            throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(new HashMap<>(client))) {
            var names = OF_EVERY_RUN.stream().map(Topic::topicName).toList();
            var partitions = admin.describeTopics(names).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())));
            return ends(admin, partitions).entrySet().stream()
                    .collect(Collectors.groupingBy(
                            it -> it.getKey().topic(), Collectors.summingLong(Map.Entry::getValue)));
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Stream<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        var latest = partitions.collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    private static List<String> connections(EmbeddedPostgres postgres) throws SQLException {
        return query(
                postgres,
                "select case when ssl then 'encrypted' else 'open' end from pg_stat_ssl join pg_stat_activity using (pid)"
                        + " where backend_type = 'client backend'");
    }

    private static List<String> schemas(EmbeddedPostgres postgres) throws SQLException {
        return query(postgres, "select schema_name::text from information_schema.schemata");
    }

    private static List<String> query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var query = connection.createStatement();
                var rows = query.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
