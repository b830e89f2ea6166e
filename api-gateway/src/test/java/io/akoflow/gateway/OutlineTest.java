package io.akoflow.gateway;

import static io.akoflow.gateway.Client.YAML;
import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("What of a run does not change")
class OutlineTest extends GatewayFixture {

    OutlineTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldTellNamesTypesLevelsAndDependencies() {
        // given
        var id = client.submit(chain("outlined", 3));

        // when
        var outline = client.get(path(id));

        // then
        assertThat(outline.body())
                .isEqualTo("{\"names\":[\"a0\",\"a1\",\"a2\"],\"types\":[\"a\"],\"type\":[0,0,0],\"level\":[0,1,2],"
                        + "\"dependsOn\":[[],[0],[1]]}");
    }

    @Test
    void shouldNotTellItAgainWhenOnlyStatesChanged() {
        // given
        var id = client.submit(chain("unchanged", 2));
        var tag = tag(client.get(path(id)));
        var facts = new Facts(id);
        bus.say(facts.started(1, 2), facts.changed(2, 0, ActivityState.RUNNING));
        seq(id, 2);

        // when
        var again = client.send(client.to(path(id)).header("If-None-Match", tag));

        // then
        assertThat(tag).startsWith("\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void shouldTellAnotherWhenRunGoesOnWithAnEditedFile() {
        // given
        var id = client.submit(chain("edited", 2));
        var tag = tag(client.get(path(id)));
        var facts = new Facts(id);
        bus.say(facts.started(1, 2), facts.ended(2, RunState.FAILED));
        seq(id, 2);

        // when
        var resumed = client.post("/api/v1/runs/" + id + "/resume", YAML, chain("edited", 3));
        var again = client.send(client.to(path(id)).header("If-None-Match", tag));

        // then
        assertThat(resumed.statusCode()).as(resumed.body()).isEqualTo(202);
        assertThat(json(again).path("names").toString()).isEqualTo("[\"a0\",\"a1\",\"a2\"]");
        assertThat(tag(again)).isNotEqualTo(tag);
    }

    @Test
    void shouldLeaveRoomForWhatNothingWasHeardOf() {
        // given
        var id = "01k5zq3v8m4n9p2r7s6t1w0xyd";
        var facts = new Facts(id);

        // when
        bus.say(facts.started(1, 3), facts.changed(2, 2, ActivityState.READY));
        seq(id, 2);

        // then
        var outline = json(client.get(path(id)));
        assertThat(outline.path("names").toString()).isEqualTo("[\"\",\"\",\"a2\"]");
        assertThat(outline.path("dependsOn")).hasSize(3);
    }

    @Test
    void shouldSayThatThereIsNoSuchRun() {
        assertThat(client.get(path("01hzzzzzzzzzzzzzzzzzzzzzzz")).statusCode()).isEqualTo(404);
    }

    private static String path(String id) {
        return "/api/v1/runs/" + id + "/outline";
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
