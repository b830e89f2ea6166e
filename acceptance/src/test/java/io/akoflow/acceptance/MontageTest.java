package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.acceptance.ApiJournal.Event;
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
    void shouldRespectEveryEdgeWhenMontage(String file, int activities, int edges) {
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
    private static int edgesKept(String run, ApiJournal journal) {
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

    private static Map<String, JsonNode> activities(String run) {
        Map<String, JsonNode> byName = new HashMap<>();
        machine.activities(run)
                .forEach(activity -> byName.put(activity.path("name").asText(), activity));
        return byName;
    }
}
