package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.acceptance.ApiJournal.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The Montage workflows of the papers, with simulated pods")
class MontageTest {

    /** On which 20 others depend, and that depends on most. */
    private static final String BROKEN = "mbgmodelid0000138";

    private static Machine machine;

    @TempDir
    Path folder;

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

    @Test
    void shouldRunOnlyWhatFailedAndItsDescendantsWhenResumedWithEditedFile() throws IOException {
        // given
        var montage =
                SharedData.original("montage-100d.yaml").replaceFirst("(?m)^spec:", "spec:\n    onFailure: continue");
        var broken = montage.replaceFirst(
                "(?m)^( *)- name: %s$".formatted(BROKEN), "$0\n$1  env: {AKOFLOW_TEST_EXIT_CODE: \"3\"}");
        var run = machine.submit(broken);
        assertThat(machine.awaitOver(run, Duration.ofMinutes(3)).path("state").asText())
                .isEqualTo("FAILED");
        var before = ApiJournal.of(machine, run).jobsByAttempt();
        var edited = Files.writeString(folder.resolve("edited.yaml"), montage).toString();
        // when
        var dry = machine.akoflow("resume", run, "--file", edited, "--dry-run");
        var resumed = machine.akoflow("resume", run, "--file", edited, "--wait");
        // then
        assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
        var after = new TreeMap<>(ApiJournal.of(machine, run).jobsByAttempt());
        after.keySet().removeAll(before.keySet());
        var activities = activities(run);
        int failed =
                Objects.requireNonNull(activities.get(BROKEN)).path("activity").asInt();
        assertThat(after)
                .containsOnlyKeys(descendants(activities.values(), BROKEN).stream()
                        .map(ordinal -> ordinal == failed ? failed + "/2" : ordinal + "/1")
                        .toList())
                .hasSize(21);
        assertThat(after.values()).containsOnly(1L);
        assertThat(dry.out())
                .containsPattern(BROKEN + " +Changed: env\\.")
                .contains("21 would run, and 451 keep their results.");
    }

    /** An activity and all that cannot be as they were without it, by ordinal. */
    private static Set<Integer> descendants(Collection<JsonNode> activities, String name) {
        var names = new HashSet<>(Set.of(name));
        var ordinals = new TreeSet<Integer>();
        for (int before = 0; before < names.size(); ) {
            before = names.size();
            for (var activity : activities) {
                activity.path("dependsOn").forEach(parent -> {
                    if (names.contains(parent.asText())) {
                        names.add(activity.path("name").asText());
                    }
                });
            }
        }
        activities.stream()
                .filter(activity -> names.contains(activity.path("name").asText()))
                .forEach(activity -> ordinals.add(activity.path("activity").asInt()));
        return ordinals;
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
