package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimersTest {

    private static final int ACTIVITIES = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldKnowWhoIsDueWhenTimersAreSetMovedAndCleared(long seed) {
        // given
        var random = new SplittableRandom(seed);
        var timers = new Timers(ACTIVITIES);
        var expected = new TreeMap<Integer, Instant>();

        for (int step = 0; step < 2000; step++) {
            int activity = random.nextInt(ACTIVITIES);
            // when
            if (random.nextInt(3) == 0) {
                timers.set(activity, null);
                expected.remove(activity);
            } else {
                var due = Instant.ofEpochSecond(random.nextInt(20), random.nextInt(3));
                timers.set(activity, due);
                expected.put(activity, due);
            }
            var now = Instant.ofEpochSecond(random.nextInt(20), random.nextInt(3));
            // then
            assertThat(timers.due(now)).isEqualTo(due(expected, now));
            assertThat(timers.next()).isEqualTo(expected.values().stream().min(Comparator.naturalOrder()));
        }
    }

    private static List<Integer> due(Map<Integer, Instant> all, Instant now) {
        return all.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .sorted(Map.Entry.<Integer, Instant>comparingByValue().thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void shouldWakeNobodyWhenNoTimerIsSet() {
        // given
        var timers = new Timers(3);

        // when
        timers.set(1, Instant.EPOCH);
        timers.set(1, null);

        // then
        assertThat(timers.next()).isEqualTo(Optional.<Instant>empty());
        assertThat(timers.due(Instant.MAX)).isEmpty();
    }
}
