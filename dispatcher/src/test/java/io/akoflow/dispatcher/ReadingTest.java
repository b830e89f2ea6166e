package io.akoflow.dispatcher;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Topic;
import io.akoflow.dispatcher.FaultyApi.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

/** In what order commands are carried out, and how much of the topic counts as read. */
class ReadingTest {

    private final World world = World.shared();

    @Test
    void shouldKeepTheOrderOfAnActivityWhenOthersOvertakeIt() {
        // given
        var slow = Attempts.ofNewRun();
        var quick = Attempts.ofNewRun();
        world.api().add(3, it -> isCreateOf(it, slow), status(500, "InternalError", "no"));
        try (var dispatcher = world.dispatcher("order", Map.of());
                var bus = world.bus()) {
            // when
            bus.say(slow.ready(0), slow.released(0, false));
            bus.say(quick.ready(0), quick.ready(1));

            // then
            bus.messages(2, ActivityDispatched.class, it -> it.run().equals(quick.run()));
            await().atMost(Duration.ofSeconds(20)).until(() -> dispatcher.outcomes("released") == 1);
            assertThat(world.api().seen(slow.job(0).name()))
                    .extracting(Request::method)
                    .containsExactly("POST", "POST", "POST", "POST", "DELETE");
            var lastOfQuick = world.api().seen(quick.job(1).name()).getFirst().at();
            assertThat(world.api().seen(slow.job(0).name()).getLast().at()).isAfter(lastOfQuick);
        }
    }

    @Test
    void shouldCommitOnlyWhatIsFinishedWhenLaterCommandsAreFinishedBefore() {
        // given
        var stuck = Attempts.ofNewRun();
        var later = Attempts.ofNewRun();
        world.api().add(Integer.MAX_VALUE, it -> isCreateOf(it, stuck), status(500, "InternalError", "no"));
        try (var dispatcher = world.dispatcher("commit", Map.of("patience", "PT3S"));
                var bus = world.bus()) {
            var before = bus.committed("commit");
            bus.say(stuck.ready(0));
            var partition = moved(before, bus.ends(Topic.READY));
            var many = IntStream.range(0, 30).mapToObj(later::ready).toArray(ActivityReady[]::new);

            // when
            bus.say(many);
            bus.messages(30, ActivityDispatched.class, it -> it.run().equals(later.run()));

            // then
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> bus.committed("commit").values().stream()
                                    .mapToLong(it -> it)
                                    .sum()
                            > before.values().stream().mapToLong(it -> it).sum());
            assertThat(bus.committed("commit")).containsEntry(partition, before.get(partition));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(bus.committed("commit")).isEqualTo(bus.ends(Topic.READY)));
            assertThat(dispatcher.outcomes("waiting")).isEqualTo(1);
        }
    }

    @Test
    void shouldNotLetASmallRunWaitForAllOfALargeOneWhenFewCallsMayBeUnderWay() {
        // given
        var large = Attempts.ofNewRun();
        var small = Attempts.ofNewRun();
        var slow = new FaultyApi.Fault.Slow(Duration.ofMillis(50));
        world.api().add(Integer.MAX_VALUE, it -> isCreateOf(it, large), slow);
        try (var _ = world.dispatcher("turns", Map.of("calls", "2"));
                var bus = world.bus()) {
            // when
            bus.say(IntStream.range(0, 60).mapToObj(large::ready).toArray(ActivityReady[]::new));
            await().until(() -> creates(large) > 5);
            bus.say(small.ready(0));

            // then
            bus.messages(60, ActivityDispatched.class, it -> it.run().equals(large.run()));
            var ofSmall = world.api().seen(small.job(0).name()).getFirst().at();
            assertThat(world.api().seen(large.run().value()).stream()
                            .filter(it -> isCreateOf(it, large))
                            .filter(it -> it.at().isBefore(ofSmall)))
                    .hasSizeLessThan(45);
        }
    }

    @Test
    void shouldCreateNothingTwiceWhenAnotherGroupReadsItAllAgain() {
        // given
        var kept = Attempts.ofNewRun();
        var gone = Attempts.ofNewRun();
        try (var dispatcher = world.dispatcher("first", Map.of());
                var bus = world.bus()) {
            var soon = Instant.now().plusSeconds(3);
            bus.say(IntStream.range(0, 20).mapToObj(i -> gone.ready(i, soon)).toArray(ActivityReady[]::new));
            bus.say(IntStream.range(0, 20).mapToObj(kept::ready).toArray(ActivityReady[]::new));
            bus.messages(20, ActivityDispatched.class, it -> it.run().equals(gone.run()));
            bus.messages(20, ActivityDispatched.class, it -> it.run().equals(kept.run()));
            IntStream.range(0, 20).forEach(i -> bus.say(gone.released(i, false)));
            await().atMost(Duration.ofSeconds(20)).until(() -> dispatcher.outcomes("released") == 20);
            await().atMost(Duration.ofSeconds(5)).until(() -> Instant.now().isAfter(soon));
        }

        // when
        try (var again = world.dispatcherFromWhereItWas("second", Map.of());
                var bus = world.bus()) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(bus.committed("second")).isEqualTo(bus.ends(Topic.READY)));

            // then
            assertThat(again.outcomes("expired")).isGreaterThanOrEqualTo(20);
            assertThat(again.outcomes("dispatched")).isGreaterThanOrEqualTo(20);
            assertThat(world.created("jobs", kept.run().value())).isEqualTo(20);
            assertThat(world.created("jobs", gone.run().value())).isEqualTo(20);
        }
    }

    @Test
    void shouldGoOnWhereItWasWhenItIsStartedAgain() {
        // given
        var attempts = Attempts.ofNewRun();
        try (var first = world.dispatcher("again", Map.of("instance-id", "only"));
                var bus = world.bus()) {
            bus.say(attempts.ready(0));
            bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
            await().untilAsserted(() -> assertThat(first.outcomes("dispatched")).isEqualTo(1));
        }

        try (var bus = world.bus()) {
            // when
            bus.say(attempts.ready(1));
            try (var second = world.dispatcherFromWhereItWas("again", Map.of("instance-id", "only"))) {
                bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()) && it.activity() == 1);

                // then
                assertThat(second.outcomes("dispatched")).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldStopVisiblyWhenTypeIsUnknown() {
        // given
        var before = Attempts.ofNewRun();
        var after = Attempts.ofNewRun();
        try (var dispatcher = world.dispatcher("unknown", Map.of());
                var bus = world.bus()) {
            bus.say(before.ready(0));
            bus.message(ActivityDispatched.class, it -> it.run().equals(before.run()));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(bus.committed("unknown")).isEqualTo(bus.ends(Topic.READY)));
            var committed = bus.committed("unknown");

            // when
            bus.send(unknown(after));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> dispatcher.health().getStatus() == HealthCheckResponse.Status.DOWN);
            bus.say(after.ready(0));

            // then
            assertThat(dispatcher.trouble())
                    .startsWith("Expected a type of message that this version knows, but it is 'io.akoflow.future.v1'");
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(bus.committed("unknown")).isEqualTo(committed));
            assertThat(world.api().seen(after.run().value())).isEmpty();
            bus.empty(Topic.READY);
        }
    }

    private static ProducerRecord<byte[], byte[]> unknown(Attempts attempts) {
        var key = (attempts.run() + "/0").getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(Topic.READY.topicName(), key, "{}".getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", "io.akoflow.future.v1".getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static TopicPartition moved(Map<TopicPartition, Long> before, Map<TopicPartition, Long> after) {
        return after.entrySet().stream()
                .filter(it -> it.getValue() > before.getOrDefault(it.getKey(), 0L))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private long creates(Attempts attempts) {
        return world.api().seen(attempts.run().value()).stream()
                .filter(it -> isCreateOf(it, attempts))
                .count();
    }

    private static boolean isCreateOf(Request request, Attempts attempts) {
        return request.isCreate("jobs") && request.isAbout(attempts.run().value());
    }
}
