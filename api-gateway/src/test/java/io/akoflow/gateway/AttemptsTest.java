package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Output.UsageSampled;
import io.akoflow.contract.PodRef;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("What is told of an activity and its attempts")
class AttemptsTest extends GatewayFixture {

    private static final Failure FAILURE =
            new Failure(Failure.FailureClass.USER, "ExitCode", 3, "It ended with 3", "Look at its log", null);

    AttemptsTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldTellCommandResourcesAndDependants() {
        // given
        var id = client.submit("""
                name: told
                spec:
                  image: alpine:3.20
                  activities:
                    - name: 'a"b'
                      run: |
                        echo 1
                        echo 2
                      cpuLimit: 0.5
                      memoryLimit: 1536Mi
                    - {name: c, command: [sh, -c, 'echo  3'], dependsOn: ['a"b']}
                    - {name: b, run: echo}
                    - {name: ',', run: echo, dependsOn: [c, b]}
                """);

        // when
        var first = activity(id, "a%22b");
        var second = activity(id, "c");
        var comma = activity(id, "%2C");

        // then
        assertThat(first.path("command").asText()).isEqualTo("echo 1\necho 2\n");
        assertThat(first.path("resources").toString()).isEqualTo("{\"cpu\":\"500m\",\"memory\":\"1536Mi\"}");
        assertThat(first.path("dependants").toString()).isEqualTo("[\"c\"]");
        assertThat(second.path("command").asText()).isEqualTo("sh -c echo  3");
        assertThat(second.path("resources").toString()).isEqualTo("{}");
        assertThat(comma.path("dependants").toString()).isEqualTo("[]");
        assertThat(comma.path("attempts").toString()).isEqualTo("[]");
    }

    @Test
    void shouldTellTimesOfEachAttempt() {
        // given
        var id = client.submit(chain("attempts", 1));
        var facts = new Facts(id);

        // when
        bus.say(
                facts.started(1, 1),
                change(facts, 2, ActivityState.READY, 1),
                change(facts, 3, ActivityState.DISPATCHED, 1),
                change(facts, 4, ActivityState.RUNNING, 1),
                change(facts, 9, ActivityState.BACKING_OFF, 1),
                change(facts, 19, ActivityState.READY, 2),
                change(facts, 20, ActivityState.DISPATCHED, 2),
                change(facts, 21, ActivityState.RUNNING, 2),
                change(facts, 25, ActivityState.SUCCEEDED, 2));
        bus.say(new UsageSampled(facts.id(), 0, 1, Facts.AT, "uid-1", 400, 1000));
        seq(id, 25);

        // then
        var activity = Awaitility.await()
                .until(() -> activity(id, "a0"), it -> it.at("/attempts/1").has("peakCpuMillis"));
        assertThat(activity.path("warnings").toString()).isEqualTo("[\"It was slow.\"]");
        var attempts = activity.path("attempts");
        assertThat(attempts).hasSize(2);
        assertThat(attempts.path(0).toString())
                .isEqualTo("{\"attempt\":2,\"state\":\"SUCCEEDED\",\"readyAt\":\"2026-01-01T12:00:19Z\","
                        + "\"dispatchedAt\":\"2026-01-01T12:00:20Z\",\"startedAt\":\"2026-01-01T12:00:21Z\","
                        + "\"endedAt\":\"2026-01-01T12:00:25Z\",\"pod\":{\"uid\":\"uid-2\",\"name\":\"pod-2\"}}");
        assertThat(attempts.path(1).path("state").asText()).isEqualTo("FAILED");
        assertThat(attempts.path(1).path("readyAt").asText()).isEqualTo("2026-01-01T12:00:02Z");
        assertThat(attempts.path(1).path("endedAt").asText()).isEqualTo("2026-01-01T12:00:09Z");
        assertThat(attempts.path(1).path("failure").path("exitCode").asInt()).isEqualTo(3);
        assertThat(attempts.path(1).path("peakCpuMillis").asInt()).isEqualTo(400);
    }

    @Test
    void shouldChangeNothingWhenFactsAreRepeatedOneByOneOrTogether() {
        // given
        var id = client.submit(chain("repeated", 1));
        var facts = new Facts(id);
        List<RunFact> story = new ArrayList<>(List.of(
                facts.started(1, 1),
                change(facts, 2, ActivityState.READY, 0),
                change(facts, 3, ActivityState.READY, 1),
                change(facts, 4, ActivityState.RUNNING, 1),
                change(facts, 5, ActivityState.BACKING_OFF, 1),
                change(facts, 6, ActivityState.READY, 1),
                change(facts, 7, ActivityState.READY, 2),
                change(facts, 8, ActivityState.FAILED, 2),
                facts.ended(9, RunState.FAILED)));
        story.forEach(bus::say);
        seq(id, 9);
        var before = activity(id, "a0").path("attempts");

        // when
        story.forEach(bus::say);
        bus.say(story.toArray(RunFact[]::new));
        bus.say(facts.ended(10, RunState.FAILED));
        seq(id, 10);

        // then
        assertThat(activity(id, "a0").path("attempts")).isEqualTo(before).hasSize(2);
        assertThat(before.path(0).path("readyAt").asText())
                .as("it was ready, and waited for a place")
                .isEqualTo("2026-01-01T12:00:06Z");
        assertThat(before.path(1).path("readyAt").asText()).isEqualTo("2026-01-01T12:00:02Z");
    }

    @Test
    void shouldNotTellOfAnAttemptThatNeverBegan() {
        // given
        var id = client.submit(chain("never-begun", 1));
        var facts = new Facts(id);
        bus.say(
                facts.started(1, 1),
                change(facts, 2, ActivityState.READY, 0),
                change(facts, 3, ActivityState.CANCELLED, 0),
                facts.ended(4, RunState.CANCELLED));
        seq(id, 4);
        var cancelled = activity(id, "a0").path("attempts");

        // when
        bus.say(
                facts.started(10, 1),
                change(facts, 11, ActivityState.READY, 0),
                change(facts, 12, ActivityState.READY, 1));
        seq(id, 12);

        // then
        assertThat(cancelled).isEmpty();
        var attempts = activity(id, "a0").path("attempts");
        assertThat(attempts).hasSize(1);
        assertThat(attempts.path(0).path("readyAt").asText()).isEqualTo("2026-01-01T12:00:11Z");
    }

    @Test
    void shouldForgetAttemptsWithTheirRun() {
        // given
        var id = client.submit(chain("forgotten", 1));
        var facts = new Facts(id);
        bus.say(facts.started(1, 1), change(facts, 2, ActivityState.FAILED, 1), facts.ended(3, RunState.FAILED));
        seq(id, 3);
        assertThat(rows("attempt", id)).isEqualTo(1);

        // when
        client.delete("/api/v1/runs/" + id);

        // then
        assertThat(rows("attempt", id)).isZero();
    }

    private JsonNode activity(String run, String name) {
        return json(client.get("/api/v1/runs/" + run + "/activities/" + name));
    }

    /** As the planner says it at this second. */
    private static ActivityChanged change(Facts facts, long seq, ActivityState state, int attempt) {
        var at = Facts.AT.plusSeconds(seq);
        boolean hasRun = state == ActivityState.BACKING_OFF || state.isOver();
        boolean hasPod = attempt > 0 && (hasRun || state == ActivityState.RUNNING);
        return new ActivityChanged(
                facts.id(),
                seq,
                at,
                0,
                "a0",
                state,
                attempt,
                hasPod ? new PodRef("uid-" + attempt, "pod-" + attempt, null, null) : null,
                state == ActivityState.RUNNING ? at : null,
                hasPod && hasRun ? at : null,
                null,
                null,
                state == ActivityState.SUCCEEDED ? null : FAILURE,
                state == ActivityState.SUCCEEDED ? List.of("It was slow.") : List.of());
    }
}
