package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("Many follow the same run, each from another place on")
class ManyFollowersTest extends GatewayFixture {

    private static final int ACTIVITIES = 60;

    ManyFollowersTest() {
        super(Topic.WORKFLOWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?brief=true"})
    void shouldTellEachEverythingOnceWhenTheyComeWhileItGoesOn(String form) {
        // given
        var id = client.submit(chain("followed", ACTIVITIES));
        var facts = new Facts(id);
        bus.say(facts.started(1, ACTIVITIES));
        seq(id, 1);
        List<Following> followers = new ArrayList<>();
        try {
            // when
            for (int i = 0; i < ACTIVITIES; i++) {
                var request = client.to("/api/v1/runs/" + id + "/events" + form);
                followers.add(new Following(client, i % 3 == 0 ? request.header("Last-Event-ID", "1") : request));
                bus.say(facts.changed(2 + i, i, ActivityState.SUCCEEDED));
            }
            int last = ACTIVITIES + 2;
            bus.say(facts.ended(last, RunState.SUCCEEDED));

            // then
            for (int i = 0; i < followers.size(); i++) {
                var lines = followers
                        .get(i)
                        .until(it -> it.contains("id: " + last) && it.getLast().isEmpty());
                assertThat(ids(lines)).isSorted().doesNotHaveDuplicates();
                assertThat(states(lines))
                        .hasSize(ACTIVITIES)
                        .allSatisfy((activity, state) ->
                                assertThat(state).as("activity " + activity).isEqualTo("SUCCEEDED"));
            }
        } finally {
            followers.forEach(Following::close);
        }
    }

    @Test
    void shouldEndWhenRunIsDeletedWhileManyFollow() {
        // given
        var id = client.submit(chain("followed-and-deleted", 1));
        var facts = new Facts(id);
        bus.say(facts.started(1, 1), facts.changed(2, 0, ActivityState.SUCCEEDED), facts.ended(3, RunState.SUCCEEDED));
        seq(id, 3);
        var request = client.to("/api/v1/runs/" + id + "/events");
        try (var one = new Following(client, request);
                var other = new Following(client, request)) {
            one.until(lines -> lines.contains("id: 2"));
            other.until(lines -> lines.contains("id: 2"));

            // when
            client.delete("/api/v1/runs/" + id);

            // then
            assertThat(one.untilEnd()).isEqualTo(other.untilEnd());
        }
    }

    /** Of events about activities; those about the run have the same. */
    private static List<Integer> ids(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith("event: activit"))
                .mapToObj(i -> lines.get(i + 1).substring("id: ".length()))
                .filter(text -> !text.contains("."))
                .map(Integer::valueOf)
                .toList();
    }

    /** The last state that was told of each activity. */
    private static Map<Integer, String> states(List<String> lines) {
        Map<Integer, String> states = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("event: activit")) {
                var data = json(lines.get(i + 2).substring("data: ".length()));
                (data.isArray() ? data : List.of(data))
                        .forEach(one -> states.put(
                                one.path("activity").asInt(), one.path("state").asText()));
            }
        }
        return states;
    }
}
