package io.akoflow.gateway;

import static io.akoflow.gateway.Client.YAML;
import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.contract.WorkflowRequest.RunResumeRequested;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("How long a run may still take")
class EstimateTest extends GatewayFixture {

    EstimateTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldEstimateFromEarlierRunsOfTheSameName() {
        // given
        var first = client.submit(chain("estimated", 3));
        var unknown = client.get(path(first)).body();
        var facts = new Facts(first);
        bus.say(
                facts.started(1, 3),
                succeeded(facts, 2, 0, 10),
                succeeded(facts, 3, 1, 20),
                succeeded(facts, 4, 2, 30),
                facts.ended(5, RunState.SUCCEEDED));
        seq(first, 5);

        // when
        var next = client.submit(chain("estimated", 3));
        var other = client.submit(chain("another", 3));

        // then
        assertThat(unknown).isEqualTo("{\"unknown\":3}");
        assertThat(client.get(path(next)).body())
                .isEqualTo("{\"remaining\":\"PT1M\",\"basis\":\"EARLIER_RUNS\",\"known\":3,\"unknown\":0}");
        assertThat(client.get(path(other)).body()).isEqualTo("{\"unknown\":3}");
        await().until(
                        () -> client.get(path(first)).body(),
                        "{\"remaining\":\"PT0S\",\"known\":0,\"unknown\":0}"::equals);
    }

    @Test
    void shouldTellThePlannerWhatTheLastRunThatSucceededTook() {
        // given
        var first = client.submit(chain("timed", 3));
        var facts = new Facts(first);
        bus.say(
                facts.started(1, 3),
                succeeded(facts, 2, 0, 10),
                succeeded(facts, 3, 1, 20),
                succeeded(facts, 4, 2, 30),
                facts.ended(5, RunState.SUCCEEDED));
        seq(first, 5);

        // when
        var next = client.submit(chain("timed", 4));

        // then
        assertThat(expected(first)).containsOnlyNulls().hasSize(3);
        assertThat(expected(next))
                .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30), null);
    }

    @Test
    void shouldTellThePlannerWhatTheLastRunThatSucceededTookWhenAnotherGoesOnWithAnEditedFile() {
        // given
        var first = client.submit(chain("mended", 2));
        var facts = new Facts(first);
        bus.say(facts.started(1, 2), succeeded(facts, 2, 0, 10), succeeded(facts, 3, 1, 20));
        bus.say(facts.ended(4, RunState.SUCCEEDED));
        seq(first, 4);
        var next = client.submit(chain("mended", 2));
        bus.say(new Facts(next).started(1, 2), new Facts(next).ended(2, RunState.FAILED));
        seq(next, 2);

        // when
        client.post("/api/v1/runs/" + next + "/resume", YAML, chain("mended", 3));

        // then
        var asked = bus.message(RunResumeRequested.class, it -> it.run().value().equals(next));
        assertThat(expected(Objects.requireNonNull(asked.workflow())))
                .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20), null);
    }

    private List<Duration> expected(String run) {
        return expected(bus.message(RunRequested.class, it -> it.run().value().equals(run))
                .workflow());
    }

    private static List<Duration> expected(Workflow workflow) {
        return workflow.activities().stream().map(Activity::expected).toList();
    }

    @Test
    void shouldSayThatThereIsNoSuchRun() {
        assertThat(json(client.get(path("01hzzzzzzzzzzzzzzzzzzzzzzz")))
                        .path("status")
                        .asInt())
                .isEqualTo(404);
    }

    private static String path(String id) {
        return "/api/v1/runs/" + id + "/estimate";
    }

    private static ActivityChanged succeeded(Facts facts, long seq, int activity, int seconds) {
        return new ActivityChanged(
                facts.id(),
                seq,
                Facts.AT,
                activity,
                "a" + activity,
                ActivityState.SUCCEEDED,
                1,
                null,
                Facts.AT,
                Facts.AT.plusSeconds(seconds),
                null,
                null,
                null,
                List.of());
    }
}
