package io.akoflow.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.Message;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Topic;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.kubernetes.PlannedObject;
import io.akoflow.engine.kubernetes.PodSettings;
import io.akoflow.wire.RecordCodec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreateTest extends DispatcherFixture {

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    CreateTest() {
        super("create", Map.of("calls", "16"));
    }

    @Test
    void shouldCreateWhatThePlanSaysWhenActivityIsReady() {
        // given
        var attempts = Attempts.ofNewRun().withScript("# " + "x".repeat(40_000));
        var ready = attempts.ready(0);

        // when
        bus.say(ready);

        // then
        var dispatched = dispatched(attempts);
        assertThat(dispatched.job()).isEqualTo(attempts.job(0));
        assertThat(dispatched.attemptId()).isEqualTo(ready.attemptId());
        assertThat(dispatched.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        var plan = JobPlan.of(ready.attemptId(), ready.spec(), PodSettings.DEFAULT);
        assertThat(plan.objects()).hasSize(3).allSatisfy(planned -> assertContains(present(planned), planned.tree()));
    }

    @Test
    void shouldCreateClaimOnceWhenManyActivitiesOfARunAreReady() {
        // given
        var attempts = Attempts.ofNewRun();

        // when
        bus.say(ready(attempts, 50));

        // then
        bus.messages(50, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        var run = attempts.run().value();
        assertThat(world.created("jobs", run)).isEqualTo(50);
        assertThat(world.api().seen(run)).hasSize(51);
    }

    @Test
    void shouldCallNoMoreAtOnceThanItMayWhenAThousandAreReady() {
        // given
        var attempts = Attempts.ofNewRun();

        // when
        bus.say(ready(attempts, 1_000));

        // then
        bus.messages(1_000, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        assertThat(world.created("jobs", attempts.run().value())).isEqualTo(1_000);
        assertThat(world.api().mostUnderWay()).isBetween(2, 16);
        assertThat(dispatcher.gauge("akoflow.dispatcher.calls")).isZero();
    }

    @Test
    void shouldSayAgainThatItIsDispatchedWhenReadyIsRepeated() {
        // given
        var attempts = Attempts.ofNewRun();
        bus.say(attempts.ready(0));
        var first = dispatched(attempts);

        // when
        bus.say(attempts.ready(0, Instant.now().plusSeconds(61)));

        // then
        var both = bus.messages(2, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        assertThat(both).containsOnly(first);
        assertThat(world.created("jobs", attempts.run().value())).isEqualTo(1);
    }

    @Test
    void shouldCreateNothingWhenCommandIsExpired() {
        // given
        var expired = Attempts.ofNewRun();
        var valid = Attempts.ofNewRun();
        double before = dispatcher.outcomes("expired");

        // when
        bus.say(expired.ready(0, Instant.now().minusMillis(1)), valid.ready(0));

        // then
        dispatched(valid);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(dispatcher.outcomes("expired")).isEqualTo(before + 1));
        assertThat(world.api().seen(expired.run().value())).isEmpty();
        assertThat(bus.count(Message.class, it -> it.key().equals(expired.run().value())))
                .isZero();
    }

    @Test
    void shouldHandOnTheTraceWhenCommandHasOne() {
        // given
        var attempts = Attempts.ofNewRun();

        // when
        bus.say(attempts.ready(0), TRACEPARENT);

        // then
        var record = bus.records(1, it -> isAbout(it.key(), attempts)).getFirst();
        assertThat(bus.decoded(record).envelope().traceparent()).isEqualTo(TRACEPARENT);
        assertThat(bus.decoded(record).envelope().source()).isEqualTo("akoflow/dispatcher");
    }

    @Test
    void shouldLayAsideWhatCannotBeReadWhenOthersFollow() {
        // given
        var attempts = Attempts.ofNewRun();
        var key = attempts.run() + "/0";
        var broken = record(key, "io.akoflow.activity-ready.v1", "{");
        var empty = record(
                key,
                "io.akoflow.activity-ready.v1",
                "{\"run\":\"%s\",\"activity\":0,\"attempt\":1,\"validUntil\":\"%s\"}"
                        .formatted(attempts.run(), Instant.now().plusSeconds(60)));
        var other = new RecordCodec()
                .encode(
                        new ActivityDispatched(attempts.run(), 0, 1, Instant.now(), attempts.job(0)),
                        "x",
                        Instant.now(),
                        null);
        var misplaced = new ProducerRecord<>(
                Topic.READY.topicName(), null, key.getBytes(StandardCharsets.UTF_8), other.value(), other.headers());

        // when
        List.of(broken, empty, misplaced).forEach(bus::send);
        bus.say(attempts.ready(0));

        // then
        dispatched(attempts);
        var letters =
                bus.records(3, it -> it.topic().equals(Topic.DEAD_LETTERS.topicName()) && isAbout(it.key(), attempts));
        assertThat(letters)
                .extracting(it ->
                        new String(it.headers().lastHeader("akoflow_error").value(), StandardCharsets.UTF_8))
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("Expected the body to be a JSON object"),
                        error -> assertThat(error).startsWith("Expected a command that can be carried out"),
                        error -> assertThat(error)
                                .isEqualTo("Expected a command, but its type is 'io.akoflow.activity-dispatched.v1'"));
        assertThat(letters)
                .extracting(it -> new String(it.value(), StandardCharsets.UTF_8))
                .startsWith("{");
    }

    private ActivityDispatched dispatched(Attempts attempts) {
        return bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
    }

    private static ActivityReady[] ready(Attempts attempts, int count) {
        return IntStream.range(0, count).mapToObj(attempts::ready).toArray(ActivityReady[]::new);
    }

    private static boolean isAbout(byte[] key, Attempts attempts) {
        return new String(key, StandardCharsets.UTF_8).startsWith(attempts.run().value());
    }

    private static ProducerRecord<byte[], byte[]> record(String key, String type, String body) {
        var record = new ProducerRecord<>(
                Topic.READY.topicName(), key.getBytes(StandardCharsets.UTF_8), body.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private Map<?, ?> present(PlannedObject planned) {
        var path = planned.kind().path(planned.namespace()) + "/" + planned.name();
        return Serialization.unmarshal(world.client().raw(path), Map.class);
    }

    /** What Kubernetes has may have more in it. */
    private static void assertContains(@Nullable Object present, Object planned) {
        switch (planned) {
            case Map<?, ?> map -> {
                var there = present instanceof Map<?, ?> it ? it : Map.of();
                map.forEach((key, value) -> assertContains(there.get(key), value));
            }
            case Collection<?> list -> {
                var there = present instanceof List<?> it ? it : List.of();
                assertThat(there).hasSameSizeAs(list);
                int i = 0;
                for (var value : list) {
                    assertContains(there.get(i++), value);
                }
            }
            default -> assertThat(String.valueOf(present)).isEqualTo(String.valueOf(planned));
        }
    }
}
