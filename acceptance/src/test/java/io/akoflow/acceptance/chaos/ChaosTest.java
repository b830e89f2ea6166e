package io.akoflow.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("chaos")
@DisplayName("Whatever is killed, stopped or answers badly, every run ends as if nothing had been")
class ChaosTest {

    private static final long SEED = Long.getLong("akoflow.chaos.seed", new Random().nextInt(1_000_000));
    private static final double MINUTES = Double.parseDouble(System.getProperty("akoflow.chaos.minutes", "5"));
    private static final String ONLY = System.getProperty("akoflow.chaos.only", "");
    private static final double LONGEST_SHARE = 0.15;

    @Test
    void shouldEndAsUndisturbedWhenEverythingIsStruck() throws InterruptedException {
        System.out.printf("Chaos with --seed %d --minutes %s%n", SEED, MINUTES);
        try (var arena = Arena.open(SEED)) {
            // given
            var gateways = arena.gateways();
            var canary = new Canary(gateways, SEED);
            var crowd = new Crowd(gateways, new Works(SEED, !arena.isOnCluster()), SEED);
            var verdicts = new Verdicts(arena, gateways);
            var end = Instant.now().plusMillis((long) (MINUTES * 60_000));
            canary.start();
            crowd.start();
            // when
            var striker = new Striker(arena, new Blows(SEED, longest(), ONLY), canary);
            try (striker) {
                striker.strikeUntil(end);
            }
            crowd.awaitEnd();
            canary.close();
            // then
            verdicts.add(striker.complaints());
            verdicts.add(canary.complaints());
            verdicts.add(crowd.complaints());
            verdicts.judge(crowd.tales());
            verdicts.judgeRemains(
                    crowd.tales(), canary.songs().stream().map(Canary.Song::run).collect(Collectors.toSet()));
            System.out.printf(
                    "%d runs with %d activities, %d canaries, %d blows%n%s%n",
                    crowd.tales().size(),
                    crowd.tales().stream()
                            .mapToInt(tale -> tale.work().steps().size())
                            .sum(),
                    canary.songs().size(),
                    striker.struck().size(),
                    new Recoveries(striker.struck(), canary.songs()).table());
            assertThat(verdicts.broken()).as(() -> story(striker)).isEmpty();
            assertThat(crowd.tales()).as("works that came to an end").isNotEmpty();
        }
    }

    /** A minute at most, and less where there are few. */
    private static Duration longest() {
        var share = Duration.ofMillis((long) (MINUTES * 60_000 * LONGEST_SHARE));
        return share.compareTo(Duration.ofMinutes(1)) < 0 ? share : Duration.ofMinutes(1);
    }

    /** How to have the same again, and what was done. */
    private static String story(Striker striker) {
        return "./akoflow test --chaos --seed %d --minutes %s --only '%s'%n%s"
                .formatted(
                        SEED,
                        MINUTES,
                        ONLY,
                        striker.struck().stream()
                                .map(hit -> "%s %s".formatted(hit.at(), hit.blow()))
                                .collect(Collectors.joining("\n")));
    }
}
