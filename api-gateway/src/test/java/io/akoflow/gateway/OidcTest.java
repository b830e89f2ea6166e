package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(DeployedServers.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the field
class OidcTest {

    private static final String GROUP = "akoflow-submitter";

    @TestHTTPResource
    URL server;

    @ParameterizedTest
    @CsvSource({
        "akoflow-viewer,    200, 403, 403",
        "akoflow-submitter, 200, 202, 403",
        "akoflow-operator,  200, 202, 200",
        "admins,            200, 202, 200",
        "strangers,         403, 403, 403"
    })
    void shouldTakeRoleFromGroups(String group, int look, int submit, int tokens) {
        // given
        var ada = with(DeployedServers.issuer().token("ada", "others", group));

        // when
        var statuses = List.of(
                ada.get("/api/v1/runs").statusCode(),
                ada.post("/api/v1/runs", Client.YAML, chain("of-a-provider", 1)).statusCode(),
                ada.get("/api/v1/tokens").statusCode());

        // then
        assertThat(statuses).containsExactly(look, submit, tokens);
    }

    @Test
    void shouldOwnWhatItSubmitsByItsName() {
        // given
        var ada = with(DeployedServers.issuer().token("ada", GROUP));
        var bob = with(DeployedServers.issuer().token("bob", GROUP));

        // when
        var id = ada.submit(chain("hers", 1));

        // then
        assertThat(json(bob.get("/api/v1/runs/" + id)).path("owner").asText()).isEqualTo("ada");
        assertThat(bob.post("/api/v1/runs/" + id + "/cancel").statusCode()).isEqualTo(403);
        assertThat(ada.post("/api/v1/runs/" + id + "/cancel").statusCode()).isEqualTo(202);
    }

    @Test
    void shouldRefuseTokensThatAreNotGood() {
        // given
        var issuer = DeployedServers.issuer();
        var before = Instant.now().minusSeconds(60);
        var later = Instant.now().plusSeconds(60);
        var good = issuer.token("ada", GROUP);
        var none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        var bad = List.of(
                issuer.sign(new Issuer.Claims(issuer.url(), Issuer.AUDIENCE, "ada", before), GROUP),
                issuer.sign(new Issuer.Claims(issuer.url(), "another", "ada", later), GROUP),
                issuer.sign(new Issuer.Claims("http://evil.example", Issuer.AUDIENCE, "ada", later), GROUP),
                Issuer.sign(new Issuer.Claims(issuer.url(), Issuer.AUDIENCE, "ada", later), Issuer.newKeys(), GROUP),
                none + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1),
                good.substring(0, good.length() - 4) + "AAAA",
                "no.token.atall",
                "nothing");

        // when
        var statuses = bad.stream()
                .map(token -> with(token).get("/api/v1/runs").statusCode())
                .toList();

        // then
        assertThat(with(good).get("/api/v1/runs").statusCode()).isEqualTo(200);
        assertThat(statuses).hasSize(8).containsOnly(401);
    }

    @Test
    void shouldNotTakeNameOfGatewayItself() {
        // given
        var kafka = with(DeployedServers.issuer().token("kafka", GROUP));

        // when
        var answer = kafka.get("/api/v1/runs");

        // then
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void shouldTakeOtherTokensBesides() {
        // given
        var operator = new Client(server);

        // when
        var statuses = List.of(
                operator.get("/api/v1/runs").statusCode(),
                operator.as("ada", "viewer").get("/api/v1/runs").statusCode(),
                with("akf_" + "x".repeat(43)).get("/api/v1/runs").statusCode());

        // then
        assertThat(statuses).containsExactly(200, 200, 401);
    }

    private Client with(String token) {
        return new Client(server, token);
    }
}
