package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.Service;
import io.akoflow.local.runner.RunnerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("With two replicas of each service, nobody notices that one goes")
class ReplicasTest {

    private static final int LANES = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Machine machine;

    @BeforeAll
    static void start() {
        machine = Machine.start(
                "replicas",
                settings -> settings.withReplicas(2)
                        .withRunner(RunnerKind.SIMULATE)
                        .withServiceSetting("akoflow.dispatcher.pods.annotations.\"akoflow.test/duration\"", "300ms"));
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    @Test
    void shouldGoOnWithoutGapOrRepetitionWhenGatewayOfAnEventStreamDies() throws IOException, InterruptedException {
        // given
        var run = machine.submit(lanes(20));
        var gateways = machine.parts().urls();
        var stream = new EventStream(machine, run);
        var first = CompletableFuture.supplyAsync(() -> follow(stream));
        await("some events").atMost(PATIENCE).until(() -> stream.activities().size() > 6 * LANES);
        // when
        machine.parts().kill9(Service.GATEWAY, 1);
        assertThat(first.join()).as("over before the gateway was killed").isFalse();
        int before = stream.activities().size();
        assertThat(stream.follow(gateways.getLast())).isTrue();
        // then
        machine.parts().start(Service.GATEWAY, 1);
        assertThat(stream.activities()).hasSizeGreaterThan(before);
        assertThat(stream.activities().stream().map(ReplicasTest::place))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(lastTold(stream)).isEqualTo(asKept(run)).hasSize(20 * LANES);
    }

    @Test
    void shouldChangeNothingWhenAllServicesAreUpdatedReplicaByReplica() {
        // given
        var runs = new ArrayList<String>();
        // when
        machine.parts().replicas().forEach(replica -> {
            machine.ask(replica == 1 ? 2 : 1);
            var updates = update(replica);
            while (!updates.isDone()) {
                var run = machine.submit(lanes(6));
                runs.add(run);
                await("a beginning").atMost(PATIENCE).until(() -> updates.isDone() || succeeded(run) > 0);
            }
            updates.join();
        });
        // then
        assertThat(runs).hasSizeGreaterThanOrEqualTo(2);
        for (var run : runs) {
            var over = machine.awaitOver(run, PATIENCE);
            assertThat(over.path("counts").path("SUCCEEDED").asInt())
                    .as(over.toString())
                    .isEqualTo(6 * LANES);
            var journal = ApiJournal.of(machine, run);
            assertThat(journal.jobsByAttempt())
                    .hasSize(6 * LANES)
                    .allSatisfy(
                            (attempt, times) -> assertThat(times).as(attempt).isEqualTo(1));
            assertThat(journal.startsByAttempt())
                    .hasSize(6 * LANES)
                    .allSatisfy(
                            (attempt, times) -> assertThat(times).as(attempt).isEqualTo(1));
        }
    }

    /** Ends and starts one replica of all services. */
    private static CompletableFuture<Void> update(int replica) {
        return CompletableFuture.allOf(Arrays.stream(Service.values())
                .map(service -> CompletableFuture.runAsync(() -> machine.parts().restart(service, replica)))
                .toArray(CompletableFuture<?>[]::new));
    }

    private static boolean follow(EventStream stream) {
        try {
            return stream.follow(machine.parts().urls().getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** When it changed, as a number: those that changed at once are told in the order of the file. */
    private static long place(EventStream.Event event) {
        return event.data().path("seq").asLong() * 100_000
                + event.data().path("activity").asLong();
    }

    /** The last state of each activity that the stream told, and when it came to that. */
    private static Map<String, String> lastTold(EventStream stream) {
        var last = new HashMap<String, String>();
        stream.activities()
                .forEach(event -> last.put(
                        event.data().path("name").asText(),
                        event.data().path("state").asText() + " "
                                + event.data().path("seq").asText()));
        return last;
    }

    private static Map<String, String> asKept(String run) {
        return machine.activities(run).stream()
                .collect(Collectors.toMap(
                        activity -> activity.path("name").asText(),
                        activity -> activity.path("state").asText() + " "
                                + activity.path("seq").asText()));
    }

    private static int succeeded(String run) {
        return machine.run(run).path("counts").path("SUCCEEDED").asInt();
    }

    /** Activities one after the other, in lanes side by side. */
    private static String lanes(int steps) {
        var activities = IntStream.range(0, steps * LANES)
                .mapToObj(i -> i < LANES
                        ? "    - {name: a-%d, run: \"true\"}%n".formatted(i)
                        : "    - {name: a-%d, run: \"true\", dependsOn: [a-%d]}%n".formatted(i, i - LANES));
        return activities.collect(
                Collectors.joining("", "name: lanes\nspec:\n  image: alpine:3.20\n  activities:\n", ""));
    }
}
