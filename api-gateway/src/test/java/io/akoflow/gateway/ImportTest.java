package io.akoflow.gateway;

import static io.akoflow.gateway.Client.YAML;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Topic;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("Files of other systems are posted")
class ImportTest extends GatewayFixture {

    private static final String PEGASUS = """
            pegasus: 5.0.4
            name: %s
            jobs:
            - {type: job, id: a, name: make, arguments: [x], hooks: {}}
            - {type: job, id: b, name: end, arguments: []}
            jobDependencies: [{id: a, children: [b]}]
            """;
    private static final String WFFORMAT = """
            {"name": "two", "schemaVersion": "1.6", "workflow": {
              "specification": {"tasks": [
                {"name": "a", "id": "a", "parents": [], "children": ["b"], "inputFiles": [], "outputFiles": ["f"]},
                {"name": "b", "id": "b", "parents": ["a"], "children": [], "inputFiles": ["f"], "outputFiles": []}],
                "files": [{"id": "f", "sizeInBytes": 1000}]},
              "execution": {"makespanInSeconds": 3, "executedAt": "now", "tasks": [
                {"id": "a", "runtimeInSeconds": 2}, {"id": "b", "runtimeInSeconds": 1}]}}}
            """;

    ImportTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldRunAsAWorkflowOfOursWithNotesOnWhatIsNotHonoured() {
        // when
        var response =
                client.post("/api/v1/runs?image=alpine:3.20&image=end=busybox:1.37", YAML, PEGASUS.formatted("posted"));

        // then
        var answer = json(response);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(answer.path("warnings").get(0).path("message").asText()).contains("'hooks' is none");
        assertThat(answer.path("warnings").get(0).path("line").asInt()).isEqualTo(4);
        var id = answer.path("id").asText();
        var activities = bus.message(RunRequested.class, it -> it.run().value().equals(id))
                .workflow()
                .activities();
        assertThat(activities).hasSize(2);
        assertThat(activities.get(0).image()).isEqualTo("alpine:3.20");
        assertThat(activities.get(1).image()).isEqualTo("busybox:1.37");
        assertThat(activities.get(1).dependsOn()).containsExactly(0);
        assertThat(client.get("/api/v1/runs/" + id + "/workflow").body()).startsWith("name: posted\nspec:\n");
    }

    @Test
    void shouldReplayWithTheScaleThatWasAskedFor() {
        // when
        var response = client.post(
                "/api/v1/runs?from=wfformat&mode=replay&timeScale=0.5&sizeScale=0.1", "application/json", WFFORMAT);

        // then
        var id = json(response).path("id").asText();
        var first = bus.message(RunRequested.class, it -> it.run().value().equals(id))
                .workflow()
                .activities()
                .getFirst();
        assertThat(first.expected()).isEqualTo(Duration.ofSeconds(1));
        assertThat(first.command().toString()).contains("sleep 1").contains("head -c 100 /dev/zero > ./f");
    }

    @Test
    void shouldTellAllThatIsMissingAndKeepNothingWhenItIsRefused() {
        // when
        var response = client.post("/api/v1/runs?dryRun=true", YAML, PEGASUS.formatted("refused"));

        // then
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("problems").findValuesAsText("message"))
                .filteredOn(it -> it.startsWith("Expected an image"))
                .hasSize(2);
    }

    @Test
    void shouldSayWhatIsKnownWhenTheFormatIsUnknown() {
        // when
        var response = client.post("/api/v1/runs?from=snakemake", YAML, PEGASUS.formatted("unknown"));

        // then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("detail").asText())
                .isEqualTo("Expected 'from' to be one of wfformat, pegasus, hyperflow, argo, but it is 'snakemake'");
    }
}
