package io.akoflow.planner.messaging;

import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.postgres.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A real Kafka and a real PostgreSQL for the service under test. */
@SuppressWarnings("NullAway.Init") // start() fills the fields
public class Servers implements QuarkusTestResourceLifecycleManager {

    private EmbeddedKafka kafka;
    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        kafka = EmbeddedKafka.temporary();
        postgres = EmbeddedPostgres.temporary();
        Map<String, String> settings = new HashMap<>();
        kafka.clientSettings().forEach((name, value) -> settings.put("kafka." + name, value.toString()));
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        settings.put("quarkus.datasource.username", postgres.user());
        settings.put("quarkus.datasource.password", postgres.password());
        return settings;
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
