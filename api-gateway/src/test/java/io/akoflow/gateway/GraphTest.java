package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("A run as a graph that can be drawn")
class GraphTest extends GatewayFixture {

    GraphTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldHavePlacesForActivitiesAndLinesBetweenThem() {
        // given
        var id = client.submit(chain("drawn", 3));

        // when
        var graph = json(client.get("/api/v1/runs/" + id + "/graph"));

        // then
        var nodes = graph.path("nodes");
        assertThat(nodes).extracting(it -> it.path("id").asText()).containsExactly("a0", "a1", "a2");
        assertThat(nodes.path(1).path("activity").asInt()).isEqualTo(1);
        assertThat(nodes.path(1).path("label").asText()).isEqualTo("a1");
        assertThat(nodes.path(1).path("level").asInt()).isEqualTo(1);
        assertThat(nodes.path(1).path("x").asInt())
                .isGreaterThan(nodes.path(0).path("x").asInt());
        assertThat(nodes.path(1).has("activities")).isFalse();
        assertThat(graph.path("edges")).hasSize(2);
        assertThat(graph.path("edges").path(0).path("from").asText()).isEqualTo("a0");
        assertThat(graph.path("edges").path(0).path("points")).hasSizeGreaterThan(1);
        assertThat(graph.path("width").asInt()).isPositive();
    }

    @Test
    void shouldShowManyAsOneAndWhatFailedByItself() {
        // given
        var id = client.submit(wide("grouped", 200));
        var facts = new Facts(id);

        // when
        var before = client.get("/api/v1/runs/" + id + "/graph");
        bus.say(facts.started(1, 201), facts.failed(2, 7));
        seq(id, 2);
        var after = client.get("/api/v1/runs/" + id + "/graph");
        var expanded = client.get("/api/v1/runs/" + id + "/graph?expand=g0-a");
        var single = client.get("/api/v1/runs/" + id + "/graph?collapse=never");

        // then
        assertThat(json(before).path("nodes")).hasSize(2);
        assertThat(json(after).path("nodes").path(0).path("id").asText()).isEqualTo("a7");
        var group = json(after).path("nodes").path(1);
        assertThat(group.path("id").asText()).isEqualTo("g0-a");
        assertThat(group.path("activities").toString()).isEqualTo("[[0,6],[8,199]]");
        assertThat(group.has("activity")).isFalse();
        assertThat(json(expanded).path("nodes")).hasSize(201);
        assertThat(json(single).path("nodes")).hasSize(201);
        assertThat(json(before).path("edges").path(0).path("count").asInt()).isEqualTo(200);
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        // given
        var id = client.submit(chain("refused-graph", 1));

        // when
        var odd = client.get("/api/v1/runs/" + id + "/graph?collapse=perhaps");
        var none = client.get("/api/v1/runs/01hzzzzzzzzzzzzzzzzzzzzzzz/graph");

        // then
        assertThat(odd.statusCode()).isEqualTo(400);
        assertThat(json(odd).path("detail").asText())
                .isEqualTo("Expected 'collapse' to be one of [AUTO, ALWAYS, NEVER], but it is 'perhaps'");
        assertThat(none.statusCode()).isEqualTo(404);
    }

    /** So many activities, and one that depends on all of them. */
    private static String wide(String name, int width) {
        var parts = IntStream.range(0, width)
                .mapToObj("    - {name: a%d, run: echo}\n"::formatted)
                .collect(Collectors.joining());
        var all = IntStream.range(0, width).mapToObj("a%d"::formatted).collect(Collectors.joining(", "));
        return "name: %s\nspec:\n  image: alpine:3.20\n  activities:\n%s    - {name: sum, run: echo, dependsOn: [%s]}\n"
                .formatted(name, parts, all);
    }
}
