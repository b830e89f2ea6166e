package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

@QuarkusTest
@WithTestResource(Servers.class)
class ReadTest extends GatewayFixture {

    ReadTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldTellWhatBecameOfRun() {
        // given
        var id = client.submit(chain("story", 2));
        var facts = new Facts(id);

        // when
        bus.say(facts.started(1, 2), facts.failed(2, 0), facts.changed(3, 1, ActivityState.SKIPPED));
        bus.say(facts.ended(4, RunState.FAILED));

        // then
        var run = seq(id, 4);
        assertThat(run.path("state").asText()).isEqualTo("FAILED");
        assertThat(run.path("message").asText()).isEqualTo("It is over");
        assertThat(run.path("startedAt").asText()).isEqualTo("2026-01-01T12:00:01Z");
        assertThat(run.path("endedAt").asText()).isEqualTo("2026-01-01T12:00:04Z");
        assertThat(run.path("counts").toString()).isEqualTo("{\"FAILED\":1,\"SKIPPED\":1}");
        var activity = json(client.get("/api/v1/runs/" + id + "/activities/a0"));
        assertThat(activity.path("attempt").asInt()).isEqualTo(2);
        assertThat(activity.path("pod").path("node").asText()).isEqualTo("node-1");
        assertThat(activity.path("failure").path("exitCode").asInt()).isEqualTo(3);
        assertThat(activity.path("failure").path("logTail").asText()).isEqualTo("x\0y");
        assertThat(activity.path("image").asText()).isEqualTo("alpine:3.20");
        var next = json(client.get("/api/v1/runs/" + id + "/activities/a1"));
        assertThat(next.path("dependsOn").toString()).isEqualTo("[\"a0\"]");
    }

    @Test
    void shouldNotGoBackWhenFactsAreRepeatedOrLate() {
        // given
        var id = client.submit(chain("late", 1));
        var facts = new Facts(id);
        bus.say(facts.started(1, 1), facts.changed(5, 0, ActivityState.SUCCEEDED), facts.ended(6, RunState.SUCCEEDED));
        seq(id, 6);

        // when
        bus.say(facts.started(1, 1), facts.changed(3, 0, ActivityState.RUNNING));
        var other = client.submit(chain("after", 1));
        bus.say(new Facts(other).started(1, 1), facts.changed(7, 0, ActivityState.SUCCEEDED));
        var run = seq(id, 7);

        // then
        assertThat(run.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(run.path("counts").toString()).isEqualTo("{\"SUCCEEDED\":1}");
    }

    @Test
    void shouldPageThroughRunsNewestFirst() {
        // given
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(client.submit(chain("paged", 1)));
        }

        // when
        List<String> listed = new ArrayList<>();
        var cursor = "";
        do {
            var page = json(client.get("/api/v1/runs?name=paged&limit=2" + cursor));
            page.path("items").forEach(run -> listed.add(run.path("id").asText()));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());

        // then
        assertThat(listed).containsExactlyElementsOf(ids);
    }

    @Test
    void shouldFilterRunsByStateAndPrefix() {
        // given
        var id = client.submit(chain("filtered", 1));
        client.submit(chain("filtered", 1));
        bus.say(new Facts(id).started(1, 1));
        seq(id, 1);

        // when
        var running = json(client.get("/api/v1/runs?name=filtered&state=running&state=failed"));
        var prefixed = json(client.get("/api/v1/runs?id=" + id.substring(0, 25)));

        // then
        assertThat(running.path("items")).hasSize(1);
        assertThat(running.path("items").path(0).path("id").asText()).isEqualTo(id);
        assertThat(prefixed.path("items"))
                .anySatisfy(it -> assertThat(it.path("id").asText()).isEqualTo(id));
    }

    @Test
    void shouldPageThroughActivitiesInOrderOfFile() {
        // given
        var id = client.submit(chain("wide", 5));

        // when
        var first = json(client.get("/api/v1/runs/" + id + "/activities?limit=3"));
        var second = json(client.get("/api/v1/runs/" + id + "/activities?limit=3&cursor="
                + first.path("next").asText()));

        // then
        assertThat(first.path("items").findValuesAsText("name")).containsExactly("a0", "a1", "a2");
        assertThat(second.path("items").findValuesAsText("name")).containsExactly("a3", "a4");
        assertThat(second.has("next")).isFalse();
        var none = json(client.get("/api/v1/runs/" + id + "/activities?state=FAILED"));
        assertThat(none.path("items")).isEmpty();
    }

    @Test
    void shouldSayWhatIsThereWhenSomethingIsNot() {
        // given
        var id = client.submit(chain("there", 1));

        // when
        var run = json(client.get("/api/v1/runs/01hzzzzzzzzzzzzzzzzzzzzzzz"));
        var activity = json(client.get("/api/v1/runs/" + id + "/activities/no%20such"));
        var attempt = json(client.get("/api/v1/runs/" + id + "/activities/a0/log?attempt=4"));

        // then
        assertThat(run.path("detail").asText())
                .isEqualTo("Expected a run '01hzzzzzzzzzzzzzzzzzzzzzzz', but there is none");
        assertThat(activity.path("detail").asText()).startsWith("Expected an activity 'no such'");
        assertThat(attempt.path("detail").asText()).isEqualTo("Expected an attempt 4 at 'a0', but there were 0");
    }

    @Test
    void shouldTellVersionAndRunner() {
        // when
        var version = json(client.get("/api/v1/version"));

        // then
        assertThat(version.path("runner").asText()).isEqualTo("simulate");
        assertThat(version.path("version").asText()).isNotBlank();
    }

    @Test
    void shouldDescribeItself() {
        // when
        var description = client.get("/openapi").body();
        var ready = await().until(() -> client.get("/q/health/ready"), it -> it.statusCode() == 200);
        var metrics = client.get("/q/metrics").body();

        // then
        var yaml = new Load(LoadSettings.builder().build());
        assertThat(yaml.loadFromString(description)).isEqualTo(yaml.loadFromInputStream(written()));
        assertThat(ready.body()).contains("Kafka readers", "akoflow.runs");
        assertThat(metrics).contains("http_server");
    }

    /** What is served has been through Quarkus, which adds what it believes to be missing. */
    private static InputStream written() {
        return Objects.requireNonNull(ReadTest.class.getResourceAsStream("/META-INF/openapi.yaml"));
    }
}
