package io.akoflow.dispatcher;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.dispatcher.FaultyApi.Fault;
import io.akoflow.dispatcher.FaultyApi.Request;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Kubernetes API that fails half of the time, in every way there is. */
class RandomTroubleTest {

    private static final int ACTIVITIES = 40;

    private final World world = World.shared();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldCreateEachJobOnceWhenAnythingFailsAtRandom(long seed) {
        // given
        var attempts = Attempts.ofNewRun();
        var random = new Random(seed);
        world.api().add(request -> request.isAbout(attempts.run().value()) ? fault(random, request) : Optional.empty());
        try (var dispatcher = world.dispatcher("random-" + seed, Map.of("call-timeout", "PT1S"));
                var bus = world.bus()) {
            // when
            bus.say(IntStream.range(0, ACTIVITIES).mapToObj(attempts::ready).toArray(ActivityReady[]::new));
            waitForAll(bus, attempts);

            // then
            assertThat(world.created("jobs", attempts.run().value()))
                    .as("seed %d", seed)
                    .isEqualTo(ACTIVITIES);
            assertThat(world.created("persistentvolumeclaims", attempts.run().value()))
                    .as("seed %d", seed)
                    .isEqualTo(1);
            assertThat(dispatcher.outcomes("refused")).isZero();
        }
    }

    /** As the planner does: what waits for the API is said again. */
    private static void waitForAll(Bus bus, Attempts attempts) {
        Set<Integer> dispatched = new HashSet<>();
        int heard = 0;
        while (dispatched.size() < ACTIVITIES) {
            var all = bus.messages(heard + 1, Observation.class, it -> it.run().equals(attempts.run()));
            switch (all.get(heard)) {
                case ActivityDispatched it -> dispatched.add(it.activity());
                case ActivityWaiting it -> bus.say(attempts.ready(it.activity()));
                case Observation it -> throw new AssertionError("Expected no other word, but heard " + it);
            }
            heard++;
        }
    }

    private static synchronized Optional<Fault> fault(Random random, Request request) {
        return switch (random.nextInt(12)) {
            case 0 -> Optional.of(status(500, "InternalError", "no"));
            case 1 -> Optional.of(new Fault.Answer(429, Map.of("Retry-After", "1"), "Too many requests"));
            case 2 -> Optional.of(new Fault.HangUp(false));
            case 3 -> Optional.of(new Fault.HangUp(true));
            case 4 -> Optional.of(new Fault.Slow(Duration.ofMillis(random.nextInt(1_500))));
            case 5 -> Optional.of(status(409, "Conflict", "the object has been modified: " + request.method()));
            default -> Optional.empty();
        };
    }
}
