package io.akoflow.gateway;

import static io.akoflow.gateway.Client.YAML;
import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.AuditEntry;
import io.akoflow.contract.RunState;
import io.akoflow.contract.SubmissionAnswer.SubmissionRefused;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DeployedServers.class)
class PolicyTest extends GatewayFixture {

    private static final String GREEDY = chain("greedy", 4)
            .replace("alpine:3.20", "evil.example/miner:1")
            .replace("spec:\n", "spec:\n  namespace: kube-system\n");

    PolicyTest() {
        super(Topic.AUDIT, Topic.SUBMISSION_ANSWERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/runs", "/api/v1/runs?dryRun=true"})
    void shouldSayAllThatIsNotAllowedAtOnce(String path) {
        // when
        var answer = client.post(path, YAML, GREEDY);

        // then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).contains("application/problem+json");
        assertThat(json(answer).path("title").asText()).isEqualTo("Not allowed by policy");
        assertThat(json(answer).path("problems").findValuesAsText("message"))
                .hasSize(3)
                .allSatisfy(message -> assertThat(message).matches("Expected .*, but .*"))
                .anyMatch(message -> message.contains("kube-system"))
                .anyMatch(message -> message.contains("evil.example/miner:1"))
                .anyMatch(message -> message.contains("3 activities"));
    }

    @Test
    void shouldRefuseItFromClientOfOriginalToo() {
        // given
        var base64 = Base64.getEncoder().encodeToString(GREEDY.getBytes(StandardCharsets.UTF_8));

        // when
        var answer =
                client.post("/akoflow-server/workflow/", "application/json", "{\"workflow\":\"%s\"}".formatted(base64));

        // then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("problems")).hasSize(3);
    }

    @Test
    void shouldRefuseItFromKafkaToo() {
        // when
        bus.send(Bus.record(Topic.SUBMISSIONS, "greedy", GREEDY));

        // then
        var refused =
                bus.message(SubmissionRefused.class, it -> it.submissionKey().equals("greedy"));
        assertThat(refused.problems()).hasSize(3);
        assertThat(bus.message(AuditEntry.class, it -> it.who().equals("kafka")))
                .extracting(AuditEntry::action, AuditEntry::target)
                .containsExactly("refused", "submit greedy");
    }

    @Test
    void shouldRefuseItWhenItComesWithResume() {
        // given
        var id = client.submit(chain("resumed-greedily", 1));
        bus.say(new Facts(id).started(1, 1), new Facts(id).ended(2, RunState.FAILED));
        seq(id, 2);

        // when
        var answer = client.post(
                "/api/v1/runs/" + id + "/resume",
                YAML,
                chain("resumed-greedily", 1).replace("alpine:3.20", "evil:1"));

        // then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("problems")).hasSize(1);
    }

    @Test
    void shouldRefuseWhatPodsMayNotAskFor() {
        // given
        var file = """
                name: greedy-pods
                spec:
                  image: 'alpine:3.20'
                  pod: {serviceAccountName: admin, tolerations: [{operator: Exists}]}
                  activities: [{name: a, run: "true", resources: {nvidia.com/gpu: 3}}]
                """;

        // when
        var answer = client.post("/api/v1/runs", YAML, file);

        // then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("problems").findValuesAsText("message"))
                .hasSize(3)
                .anyMatch(message -> message.contains("'nvidia.com/gpu' of at most 2"))
                .anyMatch(message -> message.contains("serviceAccountName"))
                .anyMatch(message -> message.contains("tolerations"));
    }

    @Test
    void shouldTakeWhatKeepsWithinIt() {
        // given
        var file = chain("modest", 3).replace("spec:\n", "spec:\n  namespace: team-a\n");

        // when
        var answer = client.post("/api/v1/runs", YAML, file);

        // then
        assertThat(answer.statusCode()).isEqualTo(202);
    }
}
