package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
@DisplayName("Lists that are searched and put in order")
class SearchTest extends GatewayFixture {

    private static final String FILE = """
            name: sorted
            spec:
              image: alpine:3.20
              activities:
                - {name: Sum, run: echo}
                - {name: part-2, run: echo}
                - {name: part-1, run: echo}
                - {name: part-3, run: echo}
                - {name: 100%, run: echo}
            """;

    SearchTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldFindRunsByPartOfNameInAnyCaseOrBeginningOfId() {
        // given
        var first = client.submit(chain("Galaxies of Aries", 1));
        var second = client.submit(chain("galaxies_2", 1));
        client.submit(chain("planets", 1));
        bus.say(new Facts(first).started(1, 1));
        seq(first, 1);

        // then
        assertThat(found("/api/v1/runs?q=GALAXIES")).containsExactly(second, first);
        assertThat(found("/api/v1/runs?q=galaxies&state=RUNNING")).containsExactly(first);
        assertThat(found("/api/v1/runs?q=" + second.toUpperCase(Locale.ROOT))).containsExactly(second);
        assertThat(found("/api/v1/runs?q=%25_2")).isEmpty();
        assertThat(found("/api/v1/runs?q=no%20such")).isEmpty();
    }

    @Test
    void shouldPageThroughRunsThatAreFound() {
        // given
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(client.submit(chain("searched " + i, 1)));
        }

        // when
        var first = json(client.get("/api/v1/runs?q=searched&limit=2"));
        var second = found(
                "/api/v1/runs?q=searched&limit=2&cursor=" + first.path("next").asText());

        // then
        assertThat(first.path("items").findValuesAsText("id")).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(second).containsExactly(ids.get(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                       | Sum part-2 part-1 part-3 100%",
                "order=desc             | 100% part-3 part-1 part-2 Sum",
                "sort=name&type=part    | part-1 part-2 part-3",
                "sort=name&type=part&order=desc | part-3 part-2 part-1",
                "sort=state&order=desc  | part-2 part-3 Sum part-1 100%",
                "sort=duration&q=art    | part-3 part-2 part-1",
                "sort=startedAt&type=part | part-2 part-3 part-1",
                "sort=startedAt&type=part&order=DESC | part-3 part-2 part-1",
                "q=PART-                | part-2 part-1 part-3",
                "q=0%25                 | 100%",
                "type=none              | ''",
                "state=SUCCEEDED&sort=duration&order=desc | part-2 part-3"
            })
    void shouldFindActivitiesAndPutThemInOrder(String query, String names) {
        // given
        var id = story();

        // when
        List<String> listed = new ArrayList<>();
        var cursor = "";
        do {
            var page = json(client.get(
                    "/api/v1/runs/%s/activities?limit=2&%s%s".formatted(id, query == null ? "" : query, cursor)));
            page.path("items").forEach(it -> listed.add(it.path("name").asText()));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());

        // then
        assertThat(String.join(" ", listed)).isEqualTo(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=size", "order=up", "cursor=LTE"})
    void shouldRefuseWhatIsNoOrder(String query) {
        // given
        var id = client.submit(chain("disorder", 1));

        // when
        var answer = client.get("/api/v1/runs/" + id + "/activities?" + query);

        // then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Expected '" + query.substring(0, query.indexOf('=')));
    }

    private List<String> found(String path) {
        return json(client.get(path)).path("items").findValuesAsText("id");
    }

    /** The parts 2 and 3 have succeeded, in 20 and 5 s. */
    private String story() {
        var id = client.submit(FILE);
        var facts = new Facts(id);
        bus.say(facts.started(1, 5), succeeded(facts, 2, 1, 20), succeeded(facts, 3, 3, 5));
        bus.say(facts.changed(4, 0, ActivityState.DISPATCHED));
        seq(id, 4);
        return id;
    }

    private static ActivityChanged succeeded(Facts facts, long seq, int activity, int seconds) {
        var started = Facts.AT.plusSeconds(seq);
        return new ActivityChanged(
                facts.id(),
                seq,
                Facts.AT,
                activity,
                "part",
                ActivityState.SUCCEEDED,
                1,
                null,
                started,
                started.plusSeconds(seconds),
                null,
                null,
                null,
                List.of());
    }
}
