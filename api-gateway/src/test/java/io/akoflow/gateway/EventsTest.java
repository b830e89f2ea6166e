package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class EventsTest extends GatewayFixture {

    EventsTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldSendSnapshotAndThenWhatChanges() {
        // given
        var id = client.submit(chain("watched", 2));
        var facts = new Facts(id);

        try (var events = new Following(client, client.to("/api/v1/runs/" + id + "/events"))) {
            var snapshot = events.until(lines -> count(lines, "event: activity") == 2);

            // when
            bus.say(facts.started(1, 2), facts.changed(2, 0, ActivityState.RUNNING));
            bus.say(facts.changed(3, 0, ActivityState.SUCCEEDED), facts.ended(4, RunState.FAILED));

            // then
            assertThat(snapshot.get(0)).isEqualTo("event: run");
            assertThat(snapshot.get(1)).startsWith("data: {\"id\":\"" + id);
            assertThat(snapshot).contains("id: 0");
            var lines = events.until(it -> it.contains("id: 4"));
            assertThat(lines.get(lines.indexOf("id: 3") - 1)).isEqualTo("event: activity");
            assertThat(lines.get(lines.indexOf("id: 3") + 1)).contains("\"name\":\"a0\"", "SUCCEEDED");
            assertThat(lines.get(lines.indexOf("id: 4") - 1)).isEqualTo("event: run");
            assertThat(events.until(it -> it.getLast().isEmpty()).get(lines.indexOf("id: 4") + 1))
                    .contains("\"state\":\"FAILED\"");
        }
    }

    @Test
    void shouldSendOnlyWhatChangedSinceWhenStreamIsResumed() {
        // given
        var id = client.submit(chain("resumed-stream", 3));
        var facts = new Facts(id);
        bus.say(
                facts.started(1, 3),
                facts.changed(2, 0, ActivityState.SUCCEEDED),
                facts.changed(3, 1, ActivityState.SUCCEEDED),
                facts.changed(4, 2, ActivityState.RUNNING));
        seq(id, 4);

        // when
        var request = client.to("/api/v1/runs/" + id + "/events").header("Last-Event-ID", "2");
        try (var events = new Following(client, request)) {
            var lines = events.until(it -> it.contains("id: 4") && it.getLast().isEmpty());

            // then
            assertThat(lines.stream().filter(it -> it.startsWith("id: "))).containsExactly("id: 3", "id: 4");
            assertThat(count(lines, "event: run")).isEqualTo(1);
        }
    }

    @Test
    void shouldSendRestOfSnapshotWhenItBrokeOffInTheMiddle() {
        // given
        var id = client.submit(chain("broken-off", 3));

        // when
        var request = client.to("/api/v1/runs/" + id + "/events").header("Last-Event-ID", "0.0");
        try (var events = new Following(client, request)) {
            var lines = events.until(it -> it.contains("id: 0") && it.getLast().isEmpty());

            // then
            assertThat(lines.stream().filter(it -> it.startsWith("id: "))).containsExactly("id: 0.1", "id: 0");
            assertThat(lines.get(lines.indexOf("id: 0.1") + 1)).contains("\"name\":\"a1\"");
        }
    }

    @Test
    void shouldSendManyActivitiesInOneEventWhenBriefIsEnough() {
        // given
        var id = client.submit(chain("brief", 1002));
        var facts = new Facts(id);

        try (var events = new Following(client, client.to("/api/v1/runs/" + id + "/events?brief=true"))) {
            var snapshot = events.until(lines -> count(lines, "event: activities") == 2 && lines.contains("id: 0"));

            // when
            bus.say(facts.started(1, 1002), facts.failed(2, 0), facts.changed(3, 1, ActivityState.SKIPPED));

            // then
            assertThat(snapshot.stream().filter(it -> it.startsWith("id: "))).containsExactly("id: 0.999", "id: 0");
            var first = data(snapshot, "id: 0.999");
            assertThat(first).hasSize(1000);
            assertThat(first.path(999).toString()).isEqualTo("{\"activity\":999,\"state\":\"WAITING\",\"attempt\":0}");
            var lines = events.until(it -> it.contains("id: 3") && it.getLast().isEmpty());
            assertThat(data(lines, "id: 3").path(0).toString())
                    .isIn(
                            "{\"activity\":1,\"state\":\"SKIPPED\",\"attempt\":1}",
                            "{\"activity\":0,\"state\":\"FAILED\",\"attempt\":2,"
                                    + "\"startedAt\":\"2026-01-01T12:00:00Z\",\"endedAt\":\"2026-01-01T12:00:05Z\","
                                    + "\"node\":\"node-1\"}");
            assertThat(count(lines, "event: activity")).isZero();
        }
    }

    @Test
    void shouldSendRestOfBriefSnapshotWhenItBrokeOffInTheMiddle() {
        // given
        var id = client.submit(chain("brief-rest", 4));

        // when
        var request = client.to("/api/v1/runs/" + id + "/events?brief=true").header("Last-Event-ID", "0.1");
        try (var events = new Following(client, request)) {
            var lines = events.until(it -> it.contains("id: 0") && it.getLast().isEmpty());

            // then
            assertThat(data(lines, "id: 0"))
                    .extracting(it -> it.path("activity").asInt())
                    .containsExactly(2, 3);
        }
    }

    @Test
    void shouldEndWhenRunIsDeleted() {
        // given
        var id = client.submit(chain("short-lived", 1));
        var facts = new Facts(id);
        bus.say(facts.started(1, 1), facts.ended(2, RunState.SUCCEEDED));
        seq(id, 2);

        try (var events = new Following(client, client.to("/api/v1/runs/" + id + "/events"))) {
            events.until(it -> it.contains("event: activity"));

            // when
            client.send(client.to("/api/v1/runs/" + id).DELETE());

            // then
            assertThat(events.untilEnd()).contains("event: run");
        }
    }

    @Test
    void shouldRefuseWhenLastEventIdIsNone() {
        // given
        var id = client.submit(chain("odd", 1));

        // when
        var response = client.send(client.to("/api/v1/runs/" + id + "/events").header("Last-Event-ID", "yesterday"));

        // then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("detail").asText()).contains("Last-Event-ID");
    }

    private static JsonNode data(List<String> lines, String id) {
        return json(lines.get(lines.indexOf(id) + 1).substring("data: ".length()));
    }

    private static long count(List<String> lines, String line) {
        return lines.stream().filter(line::equals).count();
    }
}
