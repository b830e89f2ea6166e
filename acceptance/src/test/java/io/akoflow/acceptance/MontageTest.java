package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.acceptance.ApiJournal.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The Montage workflows of the papers, with simulated pods")
class MontageTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static Machine machine;

    @BeforeAll
    static void start() {
        machine = Machine.simulated("montage");
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    @ParameterizedTest
    @CsvSource({"montage-050d.yaml, 58, 114", "montage-100d.yaml, 472, 1284"})
    void shouldRespectEveryEdgeWhenMontage(String file, int activities, int edges) throws IOException {
        // given
        var workflow = SharedData.original(file);
        // when
        var run = machine.submit(workflow);
        var over = machine.awaitOver(run, Duration.ofMinutes(3));
        // then
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        var journal = ApiJournal.of(machine, run);
        assertThat(journal.jobsByAttempt())
                .hasSize(activities)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        assertThat(edgesKept(run, journal)).isEqualTo(edges);
    }

    /** Fails when a Job was made before the pod of one it depends on had ended; how many edges there were. */
    private static int edgesKept(String run, ApiJournal journal) throws IOException {
        var ends = journal.ends();
        Map<Integer, Long> made = new HashMap<>();
        journal.jobs().forEach((Event job) -> made.put(job.activity(), job.micros()));
        Map<String, JsonNode> byName = activities(run);
        int edges = 0;
        for (var activity : byName.values()) {
            for (var dependency : activity.path("dependsOn")) {
                int parent = Objects.requireNonNull(byName.get(dependency.asText()))
                        .path("activity")
                        .asInt();
                assertThat(made.get(activity.path("activity").asInt()))
                        .as("%s after %s", activity.path("name").asText(), dependency.asText())
                        .isGreaterThanOrEqualTo(ends.get(parent));
                edges++;
            }
        }
        assertThat(new TreeSet<>(made.keySet())).hasSize(byName.size());
        return edges;
    }

    private static Map<String, JsonNode> activities(String run) throws IOException {
        Map<String, JsonNode> byName = new HashMap<>();
        var page = JSON.readTree(machine.send(machine.request("/api/v1/runs/%s/activities?limit=1000".formatted(run)))
                .body());
        page.path("items").forEach(item -> byName.put(item.path("name").asText(), item));
        return byName;
    }
}
