package io.akoflow.gateway;

import io.akoflow.local.Certificate;
import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.postgres.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real Kafka and a real PostgreSQL for the gateway under test. */
@SuppressWarnings("NullAway.Init") // start() fills the fields
public class Servers implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "the-token-of-the-tests";
    static final String WEBHOOK_SECRET = "whsec_dGhlLXNlY3JldC1vZi10aGUtdGVzdHMtMDEyMzQ1";

    private EmbeddedKafka kafka;
    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        kafka = EmbeddedKafka.temporary(certificate());
        postgres = EmbeddedPostgres.temporary(certificate());
        Map<String, String> settings = new HashMap<>();
        kafka.clientSettings().forEach((name, value) -> settings.put("kafka." + name, value.toString()));
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        settings.put("quarkus.datasource.username", postgres.user());
        settings.put("quarkus.datasource.password", postgres.password());
        settings.put("akoflow.gateway.runner", "simulate");
        settings.put("akoflow.gateway.token", TOKEN);
        settings.put("akoflow.gateway.hosts", "akoflow.example");
        settings.put("akoflow.gateway.start-patience", "PT1S");
        settings.put("akoflow.gateway.notify.secret", WEBHOOK_SECRET);
        settings.put("akoflow.gateway.notify.first-pause", "PT0.1S");
        settings.put("akoflow.gateway.token-check", "PT1S");
        settings.put("akoflow.gateway.log-patience", "PT0.5S");
        settings.put("akoflow.gateway.log-bytes", "1000");
        settings.put("akoflow.gateway.outputs.address", "localhost");
        settings.put("akoflow.gateway.outputs.patience", "PT4S");
        settings.put("akoflow.gateway.outputs.most", "3");
        return settings;
    }

    /** What connections to them are encrypted with; null when they are not. */
    @Nullable
    Certificate certificate() {
        return null;
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
