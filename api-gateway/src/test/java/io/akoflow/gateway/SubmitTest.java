package io.akoflow.gateway;

import static io.akoflow.gateway.Client.YAML;
import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.AuditEntry;
import io.akoflow.contract.Topic;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class SubmitTest extends GatewayFixture {

    SubmitTest() {
        super(Topic.WORKFLOWS, Topic.AUDIT);
    }

    @Test
    void shouldKeepAndSayRunWhenFileIsPosted() {
        // when
        var response = client.post("/api/v1/runs", YAML, chain("Grüße, 世界", 2));

        // then
        var answer = json(response);
        var id = answer.path("id").asText();
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1/runs/" + id);
        assertThat(answer.path("state").asText()).isEqualTo("SUBMITTED");
        assertThat(answer.path("activities").asInt()).isEqualTo(2);
        assertThat(answer.path("warnings").isArray()).isTrue();
        var requested = bus.message(RunRequested.class, it -> it.run().value().equals(id));
        assertThat(requested.workflow().name()).isEqualTo("Grüße, 世界");
        assertThat(requested.number()).isEqualTo(answer.path("number").asLong());
        var audit = bus.message(AuditEntry.class, it -> it.target().equals(id));
        assertThat(audit.action()).isEqualTo("submit");
        var run = json(client.get("/api/v1/runs/" + id));
        assertThat(run.path("name").asText()).isEqualTo("Grüße, 世界");
        assertThat(run.path("counts").path("WAITING").asInt()).isEqualTo(2);
    }

    @Test
    void shouldGiveBackSameBytesWhenFileIsAskedFor() {
        // given
        var file = "# über alles\r\n" + chain("bytes", 1) + "\n\n";

        // when
        var id = client.submit(file);

        // then
        var response = client.get("/api/v1/runs/" + id + "/workflow");
        assertThat(response.body()).isEqualTo(file);
        assertThat(response.headers().firstValue("Content-Type")).contains(YAML);
    }

    @Test
    void shouldAcceptJson() {
        // when
        var response = client.post(
                "/api/v1/runs",
                "application/json",
                "{\"name\":\"j\",\"spec\":{\"image\":\"i\",\"activities\":[{\"name\":\"a\",\"run\":\"true\"}]}}");

        // then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    @Test
    void shouldAcceptPartOfForm() {
        // given
        var form = "--xyz\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
                + "--xyz\r\nContent-Disposition: form-data; name=\"workflow\"; filename=\"w.yaml\"\r\n"
                + "Content-Type: application/yaml\r\n\r\n" + chain("form", 1) + "\r\n--xyz--\r\n";

        // when
        var response = client.post("/api/v1/runs", "multipart/form-data; boundary=\"xyz\"", form);

        // then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(client.get("/api/v1/runs/" + json(response).path("id").asText() + "/workflow")
                        .body())
                .isEqualTo(chain("form", 1));
    }

    @Test
    void shouldKeepNothingWhenItIsDryRun() {
        // when
        var response = client.post("/api/v1/runs?dryRun=true", YAML, chain("only-checked", 3));

        // then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"name\":\"only-checked\",\"activities\":3,\"warnings\":[]}");
        assertThat(json(client.get("/api/v1/runs?name=only-checked")).path("items"))
                .isEmpty();
    }

    @Test
    void shouldListEveryErrorWhenFileIsInvalid() {
        // when
        var response = client.post(
                "/api/v1/runs",
                YAML,
                "name: x\nspec:\n  image: i\n  activities:\n    - name: a\n      run: 'true'\n      dependsOn: [b, c]\n");

        // then
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = json(response);
        assertThat(problem.path("status").asInt()).isEqualTo(422);
        assertThat(problem.path("problems")).hasSize(2);
        assertThat(problem.path("problems").path(0).path("line").asInt()).isEqualTo(7);
        assertThat(problem.path("problems").path(0).path("column").asInt()).isPositive();
        assertThat(problem.path("problems").path(0).path("severity").asText()).isEqualTo("ERROR");
        assertThat(problem.path("problems").path(0).path("message").asText()).startsWith("Expected ");
    }

    @Test
    void shouldGiveSameRunWhenKeyIsRepeated() {
        // given
        var first = post("key-1", chain("once", 1));

        // when
        var second = post("key-1", chain("once", 1));

        // then
        assertThat(second.path("id").asText())
                .isEqualTo(first.path("id").asText())
                .hasSize(26);
        assertThat(second.path("number")).isEqualTo(first.path("number"));
        assertThat(json(client.get("/api/v1/runs?name=once")).path("items")).hasSize(1);
    }

    @Test
    void shouldRefuseWhenKeyComesWithAnotherFile() {
        // given
        post("key-2", chain("first", 1));

        // when
        var refused = post("key-2", chain("not-the-first", 1));

        // then
        assertThat(refused.path("status").asInt()).isEqualTo(422);
        assertThat(refused.path("detail").asText()).contains("Expected the key 'key-2'");
        assertThat(json(client.get("/api/v1/runs?name=not-the-first")).path("items"))
                .isEmpty();
    }

    @Test
    void shouldSayRunAgainWhenPlannerDoesNotStartIt() {
        // given
        var id = client.submit(chain("unheard", 1));

        // when
        var said = bus.records(2, it -> Bus.key(it).equals(id));

        // then
        assertThat(said).extracting(it -> Bus.header(it, "ce_id")).containsOnly(id + "/requested");
        assertThat(said.getFirst().value()).isEqualTo(said.getLast().value());
        bus.say(new Facts(id).started(1, 1));
    }

    private JsonNode post(String key, String yaml) {
        return json(client.send(client.to("/api/v1/runs")
                .header("Content-Type", YAML)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(yaml))));
    }
}
