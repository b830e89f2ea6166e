package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Output.UsageSampled;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunId;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class LogTest extends GatewayFixture {

    LogTest() {
        super(Topic.WORKFLOWS);
    }

    @Test
    void shouldGiveEachByteOnceWhenChunksAreRepeatedAndOverlap() {
        // given
        var id = running("overlap");
        var facts = new Facts(id);

        // when
        bus.say(facts.log(1, 0, "grüße "), facts.log(1, 8, "welt"), facts.log(1, 0, "grüße "));
        bus.say(facts.log(1, 6, "e welt!"), facts.log(1, 13, ""));

        // then
        await().untilAsserted(() -> assertThat(log(id, "")).isEqualTo("grüße welt!"));
    }

    @Test
    void shouldKeepLogsOfAttemptsApart() {
        // given
        var id = running("attempts");
        var facts = new Facts(id);

        // when
        bus.say(facts.log(1, 0, "first"), facts.log(2, 0, "second"), facts.failed(3, 0));
        seq(id, 3);

        // then
        await().untilAsserted(() -> assertThat(log(id, "?attempt=1")).isEqualTo("first"));
        await().untilAsserted(() -> assertThat(log(id, "")).isEqualTo("second"));
    }

    @Test
    void shouldTellTheMostThatTheAttemptUsedWhenItWasMeasured() {
        // given
        var id = running("measured");
        var before = json(client.get("/api/v1/runs/" + id + "/activities/a0"));
        var at = Instant.parse("2026-03-02T10:00:00Z");

        // when
        for (long used : new long[] {200, 300, 100}) {
            bus.say(new UsageSampled(new RunId(id), 0, 1, at, "pod", used, 1000 - used));
        }
        bus.say(new UsageSampled(new RunId(id), 0, 2, at, "later", 9_000, 9_000));

        // then
        await().untilAsserted(() -> {
            var activity = json(client.get("/api/v1/runs/" + id + "/activities/a0"));
            assertThat(activity.path("peakCpuMillis").asLong()).isEqualTo(300);
            assertThat(activity.path("peakMemoryBytes").asLong()).isEqualTo(900);
        });
        assertThat(before.has("peakCpuMillis")).isFalse();
    }

    @Test
    void shouldBeEmptyWhenNothingIsPrinted() {
        // given
        var id = client.submit(chain("silent", 1));

        // when
        var response = client.get("/api/v1/runs/" + id + "/activities/a0/log");

        // then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    @Test
    void shouldSayHowMuchIsMissingWhenLogIsTooLong() {
        // given
        var id = running("long");
        var facts = new Facts(id);

        // when
        bus.say(facts.log(1, 0, "x".repeat(1000)), facts.log(1, 1000, "y".repeat(500)), facts.log(1, 1500, ""));

        // then
        await().untilAsserted(() -> assertThat(log(id, ""))
                .isEqualTo("x".repeat(1000) + "\n[akoflow: 500 bytes of this log are not kept]\n"));
    }

    @Test
    void shouldGoOnUntilLogIsCompleteWhenFollowed() {
        // given
        var id = client.submit(chain("followed", 1));
        var facts = new Facts(id);

        try (var log = new Following(client, client.to("/api/v1/runs/" + id + "/activities/a0/log?follow=true"))) {
            // when
            bus.say(facts.started(1, 1), facts.changed(2, 0, ActivityState.RUNNING), facts.log(1, 0, "one\n"));
            log.until(lines -> lines.equals(List.of("one")));
            bus.say(facts.log(1, 4, "two\n"), facts.log(1, 8, ""));

            // then
            assertThat(log.untilEnd()).containsExactly("one", "two");
        }
    }

    @Test
    void shouldEndAfterSomeSilenceWhenFollowedActivityIsOver() {
        // given
        var id = running("unfinished");
        var facts = new Facts(id);
        bus.say(facts.log(1, 0, "half"), facts.changed(3, 0, ActivityState.SUCCEEDED));

        // when
        try (var log = new Following(client, client.to("/api/v1/runs/" + id + "/activities/a0/log?follow=true"))) {

            // then
            assertThat(log.untilEnd()).containsExactly("half");
        }
    }

    @Test
    void shouldEndWhenFollowedActivityNeverBegins() {
        // given
        var id = client.submit(chain("skipped", 1));
        var facts = new Facts(id);
        var skipped = new ActivityChanged(
                facts.id(),
                2,
                Facts.AT,
                0,
                "a0",
                ActivityState.SKIPPED,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());

        try (var log = new Following(client, client.to("/api/v1/runs/" + id + "/activities/a0/log?follow=true"))) {
            // when
            bus.say(facts.started(1, 1), skipped);

            // then
            assertThat(log.untilEnd()).isEmpty();
        }
    }

    private String running(String name) {
        var id = client.submit(chain(name, 1));
        var facts = new Facts(id);
        bus.say(facts.started(1, 1), facts.changed(2, 0, ActivityState.RUNNING));
        seq(id, 2);
        return id;
    }

    private String log(String id, String query) {
        return client.get("/api/v1/runs/" + id + "/activities/a0/log" + query).body();
    }
}
