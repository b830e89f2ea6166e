package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akoflow.contract.Topic;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.local.Certificate;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka by SASL over TLS and PostgreSQL over TLS, which the gateway is only told of in its settings. */
@QuarkusTest
@WithTestResource(DeployedServers.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the fields
class EncryptionTest extends GatewayFixture {

    @TempDir
    Path folder;

    EncryptionTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldSayAndHearWhenKafkaIsEncrypted() {
        // given
        var id = client.submit(chain("by-tls", 1));

        // when
        bus.say(new Facts(id).started(1, 1));

        // then
        assertThat(kafka).containsEntry("security.protocol", "SASL_SSL");
        assertThat(bus.message(RunRequested.class, it -> it.run().value().equals(id)))
                .isNotNull();
        seq(id, 1);
    }

    @Test
    void shouldNotSpeakToKafkaThatItDoesNotTrust() {
        // given
        var settings = new HashMap<>(kafka);
        settings.put("ssl.truststore.location", Certificate.make(folder).pem().toString());
        settings.put("default.api.timeout.ms", 5000);
        settings.put("request.timeout.ms", 5000);

        // when
        try (var admin = Admin.create(settings)) {
            var topics = admin.listTopics().names();

            // then
            assertThatThrownBy(topics::get).hasCauseInstanceOf(SslAuthenticationException.class);
        }
    }

    @Test
    void shouldKeepRunsWhenDatabaseIsEncrypted() throws SQLException {
        // when
        try (var connection = database.getConnection();
                var query = connection.createStatement();
                var rows = query.executeQuery("select ssl, version from pg_stat_ssl where pid = pg_backend_pid()")) {
            rows.next();

            // then
            assertThat(rows.getBoolean("ssl")).isTrue();
            assertThat(rows.getString("version")).startsWith("TLSv1.");
        }
    }

    @Test
    void shouldNotSpeakToDatabaseThatItDoesNotTrust() {
        // given
        var config = ConfigProvider.getConfig();
        var url = config.getValue("quarkus.datasource.jdbc.url", String.class)
                .replaceFirst(
                        "sslrootcert=.*",
                        "sslrootcert=" + Certificate.make(folder).pem());
        var user = config.getValue("quarkus.datasource.username", String.class);
        var password = config.getValue("quarkus.datasource.password", String.class);

        // when
        assertThatThrownBy(() -> DriverManager.getConnection(url, user, password))
                // then
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("SSL error");
    }
}
