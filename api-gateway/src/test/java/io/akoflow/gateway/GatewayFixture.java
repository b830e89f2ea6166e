package io.akoflow.gateway;

import static io.akoflow.gateway.Client.json;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the gateway have in common: somebody who asks it over HTTP, and the other services, on Kafka. */
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the fields
abstract class GatewayFixture {

    @TestHTTPResource
    URL server;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Inject
    DataSource database;

    Client client;
    Bus bus;

    private final Topic[] heard;

    GatewayFixture(Topic... heard) {
        this.heard = heard;
    }

    @BeforeEach
    void connect() {
        client = new Client(server);
        bus = new Bus(kafka, heard);
    }

    @AfterEach
    void disconnect() {
        bus.close();
    }

    /** The run, when the facts up to this one are in it. */
    JsonNode seq(String id, long seq) {
        return await().until(
                        () -> json(client.get("/api/v1/runs/" + id)),
                        run -> run.path("seq").asLong() == seq);
    }

    /** How many rows a table has of a run. */
    long rows(String table, String run) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select count(*) from %s where run = ?".formatted(table))) {
            query.setString(1, run);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
