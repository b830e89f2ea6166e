package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.Message;
import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.postgres.EmbeddedPostgres;
import io.akoflow.local.postgres.PostgresSettings;
import io.akoflow.local.process.Watchdog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints how many events a planner takes in a second, with batches of 200 and a PostgreSQL that is durable. */
@Tag("slow")
class ThroughputTest {

    private static final int RUNS = 100;
    private static final int LENGTH = 125;
    private static final int EVENTS = RUNS * LENGTH * 4;
    private static final int WARM_UP = EVENTS / 4;

    @TempDir
    Path folder;

    @Test
    void shouldTakeAllEventsWhenTheyComeFasterThanItWorks() {
        // given
        var postgres =
                new PostgresSettings(folder.resolve("postgres"), 0, "secret", true, folder.resolve("postgres.log"));
        try (var watchdog = Watchdog.start();
                var scene = new Scene(EmbeddedKafka.temporary(), EmbeddedPostgres.start(postgres, watchdog));
                var others = new Others(scene.kafka());
                var planner = scene.start(Map.of("akoflow.planner.batch", "200"))) {
            var runs = IntStream.range(0, RUNS)
                    .mapToObj(_ -> TestRun.chain(LENGTH))
                    .toList();
            others.say(runs.stream().map(TestRun::requested).toList());
            others.until(() -> runs.stream().allMatch(run -> run.isReady(others, 0)));
            double before = planner.count("events");

            // when
            long start = System.nanoTime();
            var speaker = Thread.ofPlatform().start(() -> others.say(observations(runs, others)));
            double warm = awaitEvents(planner, before + WARM_UP);
            long warmAt = System.nanoTime();
            double all = awaitEvents(planner, before + EVENTS);
            long end = System.nanoTime();

            // then
            assertThat(speaker.isAlive()).isFalse();
            System.out.printf(
                    "planner: %.0f events/s of the first %.0f, then %.0f events/s of %.0f%n",
                    rate(warm - before, warmAt - start), warm - before, rate(all - warm, end - warmAt), all - warm);
            for (var timer : List.of("decide", "store", "publish")) {
                print(planner.registry(), timer);
            }
            others.until(() -> runs.stream().allMatch(run -> run.hasEnded(others)));
        }
    }

    private static double rate(double events, long nanos) {
        return events * Duration.ofSeconds(1).toNanos() / nanos;
    }

    private static double awaitEvents(Scene.Running planner, double count) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> planner.count("events") >= count);
        return planner.count("events");
    }

    private static void print(SimpleMeterRegistry registry, String name) {
        var timer = registry.get("akoflow.planner." + name).timer();
        System.out.printf(
                "%8s: %d times, %.2f ms each, %.0f ms in all%n",
                name, timer.count(), timer.mean(TimeUnit.MILLISECONDS), timer.totalTime(TimeUnit.MILLISECONDS));
    }

    /** All that will be seen, of all runs alternately. */
    private static List<Message> observations(List<TestRun> runs, Others others) {
        List<Message> all = new ArrayList<>(EVENTS);
        var first = runs.stream().map(run -> run.ready(others, 0)).toList();
        for (int i = 0; i < LENGTH; i++) {
            for (var ready : first) {
                all.addAll(TestRun.success(new ActivityReady(ready.run(), i, 1, ready.validUntil(), ready.spec())));
            }
        }
        return all;
    }
}
