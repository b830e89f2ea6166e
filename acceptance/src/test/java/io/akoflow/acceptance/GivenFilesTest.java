package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
@DisplayName("Workflow files of other projects, submitted as they are, and run to their end")
class GivenFilesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static Machine machine;

    @BeforeAll
    static void start() {
        machine = Machine.simulated("given-files");
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "akoflow/dataflow-distributed.yaml, '', 4",
        "akoflow/dataflow-standalone.yaml, '', 4",
        "akoflow/eight-activities-runtime-schedule.yaml, '', 8",
        "akoflow/hello-world.yaml, '', 2",
        "akoflow/hello-world-parallel-gcp.yaml, '', 3",
        "akoflow/hello-world-sequential.yaml, '', 3",
        "akoflow/montage-050d.yaml, '', 58",
        "akoflow/montage-100d.yaml, '', 472",
        "akoflow/python-loop.yaml, '', 1",
        "akoflow/seven-activities.yaml, '', 7",
        "pegasus/montage-050d.yml, ?from=pegasus&image=busybox:1.36, 58",
        "pegasus/montage-075d.yml, ?from=pegasus&image=busybox:1.36, 178",
        "wfformat/epigenomics-chameleon-hep-1seq-100k-001.json, ?from=wfformat&mode=replay, 41",
        "wfformat/helloworld-forkjoin-10-chameleon.json, ?from=wfformat&mode=replay, 10",
        "wfformat/montage-chameleon-dss-05d-001.json, ?from=wfformat&mode=replay, 58",
        "wfformat/montage-chameleon-dss-10d-001.json, ?from=wfformat&mode=replay, 472",
        "wfformat/seismology-chameleon-1100p-001.json, ?from=wfformat&mode=replay, 1101",
    })
    void shouldSucceedWithAllActivities(String file, String query, int activities) throws IOException {
        // given
        var body = SharedData.file(file);
        // when
        var answer = machine.send(machine.request("/api/v1/runs" + query)
                .header("Content-Type", file.endsWith(".json") ? "application/json" : "application/yaml")
                .POST(BodyPublishers.ofString(body)));
        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var id = JSON.readTree(answer.body()).path("id").asText();
        var run = machine.awaitOver(id, PATIENCE);
        assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("SUCCEEDED");
        assertThat(run.path("counts").path("SUCCEEDED").asInt()).isEqualTo(activities);
    }
}
