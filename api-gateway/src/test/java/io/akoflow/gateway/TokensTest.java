package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.AuditEntry;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the fields
class TokensTest extends GatewayFixture {

    TokensTest() {
        super(Topic.AUDIT);
    }

    @Test
    void shouldLetInWhoeverHasTokenUntilItIsRevoked() {
        // given
        var made = json(create("{\"subject\":\"ada\",\"role\":\"viewer\",\"description\":\"for the page\"}"));
        var ada = new Client(server, made.path("token").asText());
        var before = ada.get("/api/v1/runs").statusCode();

        // when
        var revoked = client.delete("/api/v1/tokens/" + made.path("id").asText());

        // then
        assertThat(before).isEqualTo(200);
        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(ada.get("/api/v1/runs").statusCode()).isEqualTo(401);
        assertThat(client.delete("/api/v1/tokens/" + made.path("id").asText()).statusCode())
                .isEqualTo(204);
    }

    @Test
    void shouldEndWhatIsReadWhenTokenIsRevokedMeanwhile() {
        // given
        var run = client.submit(chain("read-for-long", 1));
        var made = json(create("{\"subject\":\"reader\",\"role\":\"viewer\"}"));
        var reader = new Client(server, made.path("token").asText());
        var path = "/api/v1/runs/" + run + "/events";

        try (var ended = new Following(reader, reader.to(path));
                var stays = new Following(client, client.to(path))) {
            ended.until(lines -> lines.contains("event: activity"));
            stays.until(lines -> lines.contains("event: activity"));

            // when
            client.delete("/api/v1/tokens/" + made.path("id").asText());

            // then
            ended.until(lines -> lines.getLast().equals("closed"));
            bus.say(new Facts(run).started(1, 1));
            stays.until(lines -> lines.contains("id: 1"));
        }
    }

    @Test
    void shouldTellAllOfTokenButItself() {
        // given
        var made = json(create("{\"subject\":\"grace\",\"role\":\"SUBMITTER\",\"description\":\"for the page\"}"));

        // when
        var list = client.get("/api/v1/tokens");

        // then
        var token = find(json(list), made.path("id").asText());
        assertThat(list.body()).doesNotContain(made.path("token").asText());
        assertThat(token.path("subject").asText()).isEqualTo("grace");
        assertThat(token.path("role").asText()).isEqualTo("SUBMITTER");
        assertThat(token.path("description").asText()).isEqualTo("for the page");
        assertThat(token.path("createdBy").asText()).isEqualTo("local");
        assertThat(Instant.parse(token.path("expiresAt").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(89)), Instant.now().plus(Duration.ofDays(90)));
        assertThat(token.has("revokedAt")).isFalse();
    }

    @Test
    void shouldRefuseTokenWhenItsTimeIsOver() throws SQLException {
        // given
        var made = json(create("{\"subject\":\"late\",\"role\":\"viewer\"}"));
        var late = new Client(server, made.path("token").asText());
        var before = late.get("/api/v1/runs").statusCode();

        // when
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("update api_token set expires_at = now() where id = ?")) {
            update.setString(1, made.path("id").asText());
            update.executeUpdate();
        }

        // then
        assertThat(before).isEqualTo(200);
        assertThat(late.get("/api/v1/runs").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldKeepOnlyHashOfToken() throws SQLException {
        // given
        var token = json(create("{\"subject\":\"hash\",\"role\":\"viewer\"}"))
                .path("token")
                .asText();

        // when
        var kept = new StringBuilder();
        try (var connection = database.getConnection();
                var query = connection.createStatement();
                var rows = query.executeQuery("select t::text, encode(hash, 'escape') from api_token t")) {
            while (rows.next()) {
                kept.append(rows.getString(1)).append(rows.getString(2)).append('\n');
            }
        }

        // then
        assertThat(kept.toString()).contains("hash").doesNotContain(token.substring(4));
    }

    @Test
    void shouldNameAllThatIsWrongWithWishAtOnce() {
        // when
        var answer = create("{\"subject\":\"kafka\",\"role\":\"king\",\"expiresAt\":\"2001-01-01T00:00:00Z\",\"x\":1}");

        // then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).contains("application/problem+json");
        assertThat(json(answer).path("problems").findValuesAsText("message"))
                .hasSize(4)
                .allSatisfy(message -> assertThat(message).matches("Expected .*, but .*"));
    }

    @Test
    void shouldRefuseWhatIsNoObject() {
        assertThat(create("[1]").statusCode()).isEqualTo(400);
        assertThat(create("{").statusCode()).isEqualTo(400);
        assertThat(create("").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldAnswer404WhenTokenToRevokeIsNotThere() {
        assertThat(client.delete("/api/v1/tokens/none").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSayWhoMadeAndRevokedToken() {
        // when
        var id = json(create("{\"subject\":\"audited\",\"role\":\"operator\"}"))
                .path("id")
                .asText();
        client.delete("/api/v1/tokens/" + id);

        // then
        var made = bus.message(
                AuditEntry.class,
                it -> it.action().equals("create-token") && it.target().startsWith(id));
        assertThat(made.target()).contains("audited", "OPERATOR");
        assertThat(made.who()).isEqualTo("local");
        assertThat(bus.message(
                                AuditEntry.class,
                                it -> it.action().equals("revoke-token")
                                        && it.target().equals(id))
                        .who())
                .isEqualTo("local");
    }

    private HttpResponse<String> create(String wish) {
        return client.post("/api/v1/tokens", "application/json", wish);
    }

    private static JsonNode find(JsonNode list, String id) {
        for (var token : list.path("items")) {
            if (token.path("id").asText().equals(id)) {
                return token;
            }
        }
        throw new AssertionError("Expected token %s in %s".formatted(id, list));
    }
}
