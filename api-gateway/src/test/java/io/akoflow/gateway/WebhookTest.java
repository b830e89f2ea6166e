package io.akoflow.gateway;

import static io.akoflow.gateway.Client.YAML;
import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class WebhookTest extends GatewayFixture {

    private Receiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stopListening() {
        receiver.close();
    }

    @Test
    void shouldTellOfEndWithSignatureAndAllThatIsToKnow() throws Exception {
        // given
        var run = submit("told", "{url: '%s'}".formatted(receiver.url("/hook?key=1")));
        var facts = new Facts(run);

        // when
        bus.say(facts.started(1, 1), facts.changed(2, 0, ActivityState.SUCCEEDED), facts.ended(3, RunState.SUCCEEDED));

        // then
        var told = await().until(() -> receiver.of(run), it -> !it.isEmpty()).getFirst();
        assertThat(told.path()).isEqualTo("/hook?key=1");
        assertThat(told.contentType()).isEqualTo("application/cloudevents+json; charset=utf-8");
        assertThat(told.signature()).isEqualTo("v1," + hmac(told.id() + "." + told.timestamp() + "." + told.body()));
        assertThat(Instant.ofEpochSecond(Long.parseLong(told.timestamp())))
                .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
        var event = json(told.body());
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo(run + "/3");
        assertThat(event.path("type").asText()).isEqualTo("io.akoflow.run-ended.v1");
        assertThat(event.path("subject").asText()).isEqualTo(run);
        var data = event.path("data");
        assertThat(data.path("name").asText()).isEqualTo("told");
        assertThat(data.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(data.path("message").asText()).isEqualTo("It is over");
        assertThat(data.path("number").asLong()).isPositive();
        assertThat(data.path("endedAt").asText()).isEqualTo("2026-01-01T12:00:03Z");
        assertThat(data.path("counts").path("SUCCEEDED").asInt()).isEqualTo(1);
    }

    @Test
    void shouldTellOnlyOfWantedEndsAndOnlyOnce() {
        // given
        var wanted = "{url: '%s', on: [FAILED]}, {url: '%s', on: [SUCCEEDED]}"
                .formatted(receiver.url("/failed"), receiver.url("/succeeded"));
        var run = submit("wanted", wanted);
        var facts = new Facts(run);

        // when
        bus.say(facts.started(1, 1), facts.ended(2, RunState.FAILED), facts.ended(2, RunState.FAILED));
        bus.say(facts.ended(3, RunState.FAILED)); // as when a resume is refused
        seq(run, 3);

        // then
        var notifications = await().until(
                        () -> notifications(run),
                        it -> it.findValuesAsText("state").contains("DELIVERED"));
        assertThat(notifications).hasSize(1);
        assertThat(receiver.of(run))
                .singleElement()
                .satisfies(told -> assertThat(told.path()).isEqualTo("/failed"));
        assertThat(notifications.get(0).path("to").asText()).isEqualTo("http://localhost:" + receiver.port());
    }

    @Test
    void shouldTellAgainWithSameIdUntilItIsTaken() {
        // given
        receiver.answer(503);
        var run = submit("busy", "{url: '%s'}".formatted(receiver.url("/")));
        bus.say(new Facts(run).started(1, 1), new Facts(run).ended(2, RunState.FAILED));
        await().until(() -> receiver.of(run), it -> it.size() >= 2);
        var pending = await().until(
                        () -> notifications(run).path(0),
                        it -> it.path("error").asText().equals("it answered 503"));

        // when
        receiver.answer(200);

        // then
        assertThat(pending.path("state").asText()).isEqualTo("PENDING");
        assertThat(pending.has("nextAt")).isTrue();
        await().until(
                        () -> notifications(run),
                        it -> it.findValuesAsText("state").contains("DELIVERED"));
        assertThat(receiver.of(run)).extracting(Receiver.Told::id).containsOnly(run + "-2-0");
        assertThat(notifications(run).path(0).has("error")).isFalse();
    }

    @Test
    void shouldTellWhenReceiverComesBack() throws IOException {
        // given
        int port = receiver.port();
        receiver.close();
        var run = submit("away", "{url: 'http://localhost:%d/'}".formatted(port));
        bus.say(new Facts(run).started(1, 1), new Facts(run).ended(2, RunState.CANCELLED));
        await().until(() -> notifications(run).path(0), it -> it.has("error"));

        // when
        receiver = new Receiver(port);

        // then
        await().until(() -> receiver.of(run), it -> !it.isEmpty());
    }

    @Test
    void shouldTakeItUpWhenWhoeverTookItUpHasDied() throws Exception {
        // given
        receiver.answer(503);
        var run = submit("orphan", "{url: '%s'}".formatted(receiver.url("/")));
        bus.say(new Facts(run).started(1, 1), new Facts(run).ended(2, RunState.FAILED));
        await().until(() -> receiver.of(run), it -> !it.isEmpty());
        receiver.told.clear();
        receiver.answer(200);

        // when: somebody has taken it up, whose time is over
        update("update gateway.notification set next_at = now() - interval '1 second' where run = ?", run);

        // then
        await().until(() -> receiver.of(run), it -> !it.isEmpty());
    }

    @Test
    void shouldGiveUpAfterADay() throws Exception {
        // given
        receiver.answer(500);
        var run = submit("never", "{url: '%s'}".formatted(receiver.url("/")));
        bus.say(new Facts(run).started(1, 1), new Facts(run).ended(2, RunState.FAILED));
        await().until(() -> receiver.of(run), it -> !it.isEmpty());

        // when
        update("update gateway.notification set created_at = now() - interval '25 hours' where run = ?", run);

        // then
        var given = await().until(
                        () -> notifications(run).path(0),
                        it -> it.path("state").asText().equals("GIVEN_UP"));
        assertThat(given.path("error").asText()).isEqualTo("it answered 500");
        assertThat(given.has("nextAt")).isFalse();
    }

    @Test
    void shouldNotWaitForTheEndOfTheAnswer() {
        // given
        receiver.drip(200);
        var run = submit("drips", "{url: '%s'}".formatted(receiver.url("/")));

        // when
        bus.say(new Facts(run).started(1, 1), new Facts(run).ended(2, RunState.FAILED));

        // then
        await().until(
                        () -> notifications(run).path(0),
                        it -> it.path("state").asText().equals("DELIVERED"));
        assertThat(receiver.of(run)).hasSize(1);
    }

    @Test
    void shouldShowHostAndPortOnlyWhenUrlHasAUser() throws Exception {
        // given
        receiver.answer(503);
        var run = submit("user", "{url: '%s'}".formatted(receiver.url("/")));
        bus.say(new Facts(run).started(1, 1), new Facts(run).ended(2, RunState.FAILED));
        await().until(() -> notifications(run).path(0), it -> it.has("error"));

        // when: as deployments could say once
        update("update gateway.notification set url = 'http://ada:lovelace@localhost:1/' where run = ?", run);

        // then
        assertThat(notifications(run).path(0).path("to").asText()).isEqualTo("http://localhost:1");
    }

    @Test
    void shouldNotGoWhereItIsSentOn() {
        // given
        receiver.answer(307);
        var run = submit("sent-on", "{url: '%s'}".formatted(receiver.url("/")));

        // when
        bus.say(new Facts(run).started(1, 1), new Facts(run).ended(2, RunState.FAILED));

        // then
        await().until(
                        () -> notifications(run).path(0),
                        it -> it.path("error").asText().equals("it answered 307"));
        assertThat(receiver.told).extracting(Receiver.Told::path).doesNotContain("/elsewhere");
    }

    @Test
    void shouldSayWhyWhenThereIsNoSuchPort() {
        // given
        var run = submit("no-port", "{url: 'http://localhost:99999/'}");

        // when
        bus.say(new Facts(run).started(1, 1), new Facts(run).ended(2, RunState.FAILED));

        // then
        var told = await().until(() -> notifications(run).path(0), it -> it.has("error"));
        assertThat(told.path("state").asText()).isEqualTo("PENDING");
    }

    @Test
    void shouldRefuseHostsThatAreNotAllowed() {
        // given
        var file = file("ssrf", "{url: 'http://169.254.169.254/latest'}, {url: 'http://localhost.example.org'}");

        // when
        var answer = client.post("/api/v1/runs", YAML, file);

        // then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("problems").findValuesAsText("message"))
                .hasSize(2)
                .anyMatch(it -> it.contains("169.254.169.254"))
                .allMatch(it -> it.startsWith("Expected hosts under 'notify' that are allowed here (localhost"));
    }

    private String submit(String name, String webhooks) {
        return client.submit(file(name, webhooks));
    }

    private static String file(String name, String webhooks) {
        return chain(name, 1).replace("spec:\n", "spec:\n  notify: [%s]\n".formatted(webhooks));
    }

    private JsonNode notifications(String run) {
        return json(client.get("/api/v1/runs/" + run)).path("notifications");
    }

    private void update(String sql, String run) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    /** By the book and not by the code under test. */
    private static String hmac(String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                Base64.getDecoder().decode(Servers.WEBHOOK_SECRET.substring("whsec_".length())), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    }
}
