package io.akoflow.gateway;

import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("A run is exported")
class ExportTest extends GatewayFixture {

    private static final String FILE = """
            name: exported
            spec:
              image: alpine:3.20
              activities:
                - {name: a0, run: echo > o, outputs: ['o p']}
                - {name: a1, run: cat o, dependsOn: [a0], inputs: ['o p']}
            """;

    private String id;

    ExportTest() {
        super(Topic.WORKFLOWS);
    }

    @BeforeEach
    void haveARunThatFailed() {
        id = client.submit(FILE);
        var facts = new Facts(id);
        bus.say(
                facts.started(1, 2),
                facts.changed(2, 0, ActivityState.READY),
                facts.failed(3, 0),
                facts.ended(4, RunState.FAILED));
        Awaitility.await()
                .until(() -> json(client.get("/api/v1/runs/" + id)).path("seq").asLong() == 4);
    }

    @Test
    void shouldTellALineForEachAttempt() {
        // when
        var lines = export("trace").body().lines().toList();

        // then
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("0\tpod-1\ta0\tFAILED\t3\t2\t");
    }

    @Test
    void shouldTellWfFormat() {
        // when
        var file = json(export("wfformat"));

        // then
        assertThat(file.path("schemaVersion").asText()).isEqualTo("1.6");
        assertThat(file.at("/workflow/specification/tasks/1/parents/0").asText())
                .isEqualTo("a0");
        assertThat(file.at("/workflow/execution/tasks/0/runtimeInSeconds").asInt())
                .isEqualTo(5);
        assertThat(file.at("/workflow/execution/tasks/0/machines/0").asText()).isEqualTo("node-1");
    }

    @Test
    void shouldTellProv() {
        // when
        var document = json(export("prov"));

        // then
        assertThat(document.at("/activity/run:attempt-0-2/akoflow:state").asText())
                .isEqualTo("FAILED");
        assertThat(document.path("wasGeneratedBy").isMissingNode()).isTrue();
    }

    @Test
    void shouldZipACrateWithAllThatItNames() throws IOException {
        // when
        var files = unzipped(client.bytes("/api/v1/runs/%s/export?format=ro-crate".formatted(id)));

        // then
        assertThat(files.keySet())
                .containsExactly("ro-crate-metadata.json", "workflow.yaml", "trace.tsv", "wfformat.json");
        assertThat(files.get("workflow.yaml")).isEqualTo(FILE);
        JsonNode graph =
                new ObjectMapper().readTree(files.get("ro-crate-metadata.json")).path("@graph");
        assertThat(graph.path(0).path("@id").asText()).isEqualTo("ro-crate-metadata.json");
        assertThat(graph.findValuesAsText("@id"))
                .anyMatch(it -> it.matches("http://.*/api/v1/runs/%s/outputs/content\\?path=o%%20p".formatted(id)));
    }

    @Test
    void shouldSayWhatThereIsWhenItIsAskedForSomethingElse() {
        // when, then
        assertThat(export("cwl").statusCode()).isEqualTo(400);
        assertThat(json(export("cwl")).path("detail").asText())
                .contains("'format'")
                .contains("RO_CRATE");
        assertThat(client.get("/api/v1/runs/%s/export".formatted(id)).statusCode())
                .isEqualTo(400);
        assertThat(client.get("/api/v1/runs/01k5zq3v8m4n9p2r7s6t1w0non/export?format=prov")
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> export(String format) {
        return client.get("/api/v1/runs/%s/export?format=%s".formatted(id, format));
    }

    private static Map<String, String> unzipped(byte[] bytes) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
