package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
class CompatibleTest extends GatewayFixture {

    CompatibleTest() {
        super(Topic.WORKFLOWS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/akoflow-server/workflow/",
                "/akoflow-server/workflow",
                "/akoflow-api/workflows/",
                "/akoflow-api/workflows"
            })
    void shouldMakeRunWhenFileComesInBase64(String path) {
        // when
        var response = client.post(path, "application/json", workflow(chain("old", 2)));

        // then
        var answer = json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.path("workflow_entity").asText()).isEqualTo("old");
        assertThat(answer.path("workflow_id").isIntegralNumber()).isTrue();
        assertThat(answer.path("message").asText()).isEqualTo("Workflow has been deployed successfully.");
        assertThat(bus.message(
                        RunRequested.class,
                        it -> it.number() == answer.path("workflow_id").asLong()))
                .isNotNull();
        assertThat(response.headers().firstValue("AKOFLOW-SERVER")).isPresent();
    }

    @Test
    void shouldTellWorkflowsAsOriginalDid() {
        // given
        var number = json(client.post("/akoflow-api/workflows/", "application/json", workflow(chain("told", 2))))
                .path("workflow_id")
                .asLong();

        // when
        var one = json(client.get("/akoflow-api/workflows/" + number + "/"));
        var all = json(client.get("/akoflow-api/workflows/"));

        // then
        assertThat(one.path("timestamp").asLong()).isPositive();
        assertThat(one.path("data").path("id").asLong()).isEqualTo(number);
        assertThat(one.path("data").path("status").asInt()).isZero();
        var activity = one.path("data").path("spec").path("activities").path(1);
        assertThat(activity.path("name").asText()).isEqualTo("a1");
        assertThat(activity.path("run").asText()).isEqualTo("echo 1");
        assertThat(activity.path("dependsOn").toString()).isEqualTo("[\"a0\"]");
        assertThat(all.path("data").findValuesAsText("name")).contains("told");
    }

    @Test
    void shouldTellTimesInSecondsAsTextWhenActivitiesHaveEnded() {
        // given
        var number = json(client.post("/akoflow-api/workflows/", "application/json", workflow(chain("timed", 2))))
                .path("workflow_id")
                .asLong();
        var id = json(client.get("/api/v1/runs?name=timed"))
                .path("items")
                .path(0)
                .path("id")
                .asText();
        var facts = new Facts(id);

        // when
        bus.say(facts.started(1, 2), facts.failed(5, 0), facts.changed(6, 1, ActivityState.SKIPPED));
        bus.say(facts.ended(7, RunState.FAILED));

        // then
        var spec = await().until(
                        () -> json(client.get("/akoflow-api/workflows/" + number + "/"))
                                .path("data"),
                        it -> it.path("status").asInt() == 2)
                .path("spec");
        assertThat(spec.path("image").asText()).isEqualTo("alpine:3.20");
        assertThat(spec.path("executionTime").asText()).isEqualTo("6");
        assertThat(spec.path("executionTime").isTextual()).isTrue();
        assertThat(spec.path("longestActivity").path("name").asText()).isEqualTo("a0");
        assertThat(spec.path("diskUsage").isTextual()).isTrue();
        var activity = spec.path("activities").path(0);
        assertThat(activity.path("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(activity.path("finishedAt").asText()).startsWith("2026-01-01 12:00:");
        assertThat(activity.path("nodeSelector").isTextual()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/akoflow-api/runtimes/, k8s",
        "/akoflow-api/runtimes, k8s",
        "/akoflow-api/schedules/, []",
        "/akoflow-server/check-service/, ok",
        "/akoflow-server/check-service, ok"
    })
    void shouldAnswerWhatClientsOfOriginalAsk(String path, String content) {
        // when
        var response = client.get(path);

        // then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains(content);
    }

    @Test
    void shouldSayWhyWhenFileIsInvalid() {
        // when
        var response = client.post("/akoflow-server/workflow/", "application/json", workflow("spec: ["));

        // then
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("problems")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"workflow\":7}",
                "{\"workflow\":\"***\"}",
                "{\"workflow\":\"bmFtZTogeA==\"} more",
                "{\"workflow\":\"bmFtZTogeA==\"",
                "{\"workflow\":{\"workflow\":\"bmFtZTogeA==\"}}",
                "{\"file\":\"bmFtZTogeA==\"}"
            })
    void shouldRefuseWhenBodyIsNotAsExpected(String body) {
        // when
        var response = client.post("/akoflow-server/workflow/", "application/json", body);

        // then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("detail").asText()).startsWith("Expected ");
    }

    @Test
    void shouldRefuseWhenWorkflowIsUnknown() {
        assertThat(client.get("/akoflow-api/workflows/999999/").statusCode()).isEqualTo(404);
        assertThat(client.get("/akoflow-api/workflows/abc/").statusCode()).isEqualTo(400);
    }

    private static String workflow(String file) {
        return "{\"workflow\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8)));
    }
}
