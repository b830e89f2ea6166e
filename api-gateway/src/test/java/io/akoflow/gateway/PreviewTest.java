package io.akoflow.gateway;

import static io.akoflow.gateway.Client.YAML;
import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class PreviewTest extends GatewayFixture {

    PreviewTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldSayWhatItLooksLikeWhenAskedFor() {
        // when
        var answer = client.post("/api/v1/runs?dryRun=true&graph=true", YAML, chain("drawn", 3));
        // then
        var graph = json(answer).path("graph");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(graph.path("nodes"))
                .hasSize(3)
                .extracting(node -> node.path("label").asText())
                .containsExactly("a0", "a1", "a2");
        assertThat(graph.path("edges")).hasSize(2);
        assertThat(graph.path("nodes").path(2).path("x").asInt())
                .isGreaterThan(graph.path("nodes").path(1).path("x").asInt());
    }

    @Test
    void shouldSayNothingOfGraphWhenNotAskedFor() {
        // when
        var answer = client.post("/api/v1/runs?dryRun=true", YAML, chain("undrawn", 3));
        // then
        assertThat(json(answer).has("graph")).isFalse();
    }
}
