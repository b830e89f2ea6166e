package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Workflow files of the original tool, submitted as its clients do, and really run")
class OriginalFilesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LONG_AGO = "/akoflow-server/workflow/";
    private static final String LATER = "/akoflow-api/workflows/";

    private static Machine machine;

    @BeforeAll
    static void start() {
        machine = Machine.start("original-files", ShortSleep::onPath);
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    @ParameterizedTest
    @CsvSource({
        LONG_AGO + ", hello-world.yaml, wf-hello-world",
        LATER + ", hello-world.yaml, wf-hello-world",
        LATER + ", hello-world-sequential.yaml, wf-hello-world",
        LONG_AGO + ", hello-world-parallel-gcp.yaml, wf-hello-world",
        LONG_AGO + ", seven-activities.yaml, wf-hello-world-gcp",
        LATER + ", eight-activities-runtime-schedule.yaml, wf-hello-world-gcp",
    })
    void shouldSucceedWhenSubmittedAsByOriginalClient(String route, String file, String name) throws IOException {
        // given
        var body = SharedData.original(file);
        // when
        var answer = submit(route, body);
        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var told = JSON.readTree(answer.body());
        assertThat(told.path("workflow_entity").asText()).isEqualTo(name);
        assertThat(told.path("message").asText()).isEqualTo("Workflow has been deployed successfully.");
        assertThat(machine.awaitOver(id(told)).path("state").asText())
                .as(machine.run(id(told)).toString())
                .isEqualTo("SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource({LONG_AGO, LATER})
    void shouldRefuseWithReasonWhenRuntimeIsNotSupported(String route) throws IOException {
        // given
        var body = SharedData.original("unsupported-runtime-singularity.yaml");
        // when
        var answer = submit(route, body);
        // then
        assertThat(answer.statusCode()).isEqualTo(422);
        var first = JSON.readTree(answer.body()).path("problems").path(0);
        assertThat(first.path("line").asInt()).isEqualTo(3);
        assertThat(first.path("message").asText()).contains("singularity");
    }

    @Test
    void shouldLeaveLinesOfAllActivitiesOnSharedDiskWhenTheyWriteToOneFile() throws IOException {
        // given
        var body = SharedData.original("hello-world-sequential.yaml");
        // when
        var run = runToSuccess(body);
        // then
        assertThat(Files.readAllLines(machine.disk(run).resolve("output.txt")))
                .containsExactly(
                        "Hello World",
                        "Hello World Again",
                        "Hello World One More Time",
                        "Good Afternoon",
                        "Good Afternoon Again",
                        "Good Afternoon One More Time",
                        "Goodbye",
                        "Goodbye Again",
                        "Goodbye One More Time");
    }

    @Test
    void shouldLeaveFileOfEachActivityBelowMountPathWhenSevenActivities() throws IOException {
        // given
        var first = Map.of("a", "Hello World", "b", "Good Afternoon");
        // when
        var run = runToSuccess(SharedData.original("seven-activities.yaml"));
        // then
        for (var activity : List.of("a", "b", "c", "d", "e", "f", "g")) {
            var word = first.getOrDefault(activity, "Goodbye");
            assertThat(Files.readAllLines(machine.disk(run).resolve(activity).resolve("output.txt")))
                    .as(activity)
                    .containsExactly(word, word + " Again", word + " One More Time");
        }
    }

    @ParameterizedTest
    @CsvSource({"dataflow-distributed.yaml", "dataflow-standalone.yaml"})
    void shouldPassFilesToDependantWhateverTheStoragePolicy(String file) throws IOException {
        // given
        var body = SharedData.original(file);
        // when
        var run = runToSuccess(body);
        // then
        assertThat(machine.log(run, "d")).contains("Hello from a\nHello from b\nHello from c\n");
        assertThat(find(run, "d.txt"))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(Files.readAllLines(path))
                        .containsExactly("Hello from a", "Hello from b", "Hello from c"));
    }

    private static List<Path> find(String run, String name) throws IOException {
        try (var found = Files.find(
                machine.parts().disks(),
                6,
                (path, _) -> path.endsWith(name) && path.toString().contains(run))) {
            return found.toList();
        }
    }

    private static String runToSuccess(String body) throws IOException {
        var run = id(JSON.readTree(submit(LATER, body).body()));
        assertThat(machine.awaitOver(run).path("state").asText())
                .as(machine.run(run).toString())
                .isEqualTo("SUCCEEDED");
        return run;
    }

    private static HttpResponse<String> submit(String route, String file) {
        var base64 = Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8));
        return machine.send(machine.request(route)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"workflow\":\"" + base64 + "\"}")));
    }

    /** The original's clients know numbers only. */
    private static String id(JsonNode told) throws IOException {
        var runs = JSON.readTree(
                machine.send(machine.request("/api/v1/runs?limit=500")).body());
        for (var run : runs.path("items")) {
            if (run.path("number").asLong() == told.path("workflow_id").asLong()) {
                return run.path("id").asText();
            }
        }
        throw new AssertionError("Expected a run with the number of " + told);
    }
}
