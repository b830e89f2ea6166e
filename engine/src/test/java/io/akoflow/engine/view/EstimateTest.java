package io.akoflow.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.engine.view.Estimate.Basis;
import io.akoflow.engine.view.Experience.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EstimateTest {

    private static final List<ActivityState> STATES = List.of(ActivityState.values());

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Progress WAITING = new Progress(ActivityState.WAITING, null, null);

    @Test
    void shouldSayNothingWhenNothingIsKnown() {
        assertThat(Estimate.of(parallel(3), List.of(WAITING, WAITING, WAITING), Experience.NONE, NOW))
                .isEqualTo(new Estimate(null, null, null, 3));
    }

    @Test
    void shouldSayThatNothingRemainsWhenAllIsOver() {
        assertThat(Estimate.of(parallel(2), List.of(ended(0, 9), ended(0, 7)), Experience.NONE, NOW))
                .isEqualTo(new Estimate(Duration.ZERO, null, 0, 0));
    }

    @Test
    void shouldGoByWhatThisRunHasShown() {
        // given: two at once, each 10 s, and one of the next two has run for 4 s
        var progress = List.of(ended(20, 30), ended(20, 30), running(4), WAITING, WAITING);

        // when
        var estimate = Estimate.of(parallel(5), progress, Experience.NONE, NOW);

        // then
        assertThat(estimate).isEqualTo(new Estimate(Duration.ofSeconds(16), Basis.THIS_RUN, 3, 0));
    }

    @Test
    void shouldGoByEarlierRunsBeforeAnythingHasRun() {
        // given
        var earlier = new Experience(Map.of("a", new Times(2, 6000)), 2);

        // when
        var estimate = Estimate.of(parallel(5), List.of(WAITING, WAITING, WAITING, WAITING, WAITING), earlier, NOW);

        // then
        assertThat(estimate).isEqualTo(new Estimate(Duration.ofSeconds(9), Basis.EARLIER_RUNS, 5, 0));
    }

    @Test
    void shouldGoByBothUntilThisRunHasShownEnough() {
        // given
        var earlier = new Experience(Map.of("a", new Times(1, 20_000)), 9);
        var few = List.of(ended(20, 30), WAITING);
        var enough = List.of(ended(20, 30), ended(30, 40), ended(40, 50), ended(50, 60), ended(60, 70), WAITING);

        // when
        var both = Estimate.of(parallel(2), few, earlier, NOW);
        var here = Estimate.of(parallel(6), enough, earlier, NOW);

        // then
        assertThat(both).isEqualTo(new Estimate(Duration.ofSeconds(15), Basis.BOTH, 1, 0));
        assertThat(here).isEqualTo(new Estimate(Duration.ofSeconds(10), Basis.THIS_RUN, 1, 0));
    }

    @Test
    void shouldTakeWhatWasNeverSeenForAverage() {
        // given
        var outline = Outline.of(List.of("a-1", "a-2", "other"), List.of(List.of(), List.of(), List.of(1)));

        // when
        var estimate = Estimate.of(outline, List.of(ended(20, 30), WAITING, WAITING), Experience.NONE, NOW);

        // then
        assertThat(estimate).isEqualTo(new Estimate(Duration.ofSeconds(20), Basis.THIS_RUN, 1, 1));
    }

    @Test
    void shouldNotCountWhatWillNotRun() {
        // given
        var progress = List.of(
                ended(20, 30),
                new Progress(ActivityState.FAILED, NOW, NOW),
                new Progress(ActivityState.SKIPPED, null, null),
                WAITING);

        // when
        var estimate = Estimate.of(chain(4), progress, Experience.NONE, NOW);

        // then
        assertThat(estimate).isEqualTo(new Estimate(Duration.ofSeconds(10), Basis.THIS_RUN, 1, 0));
    }

    @RepeatedTest(100)
    void shouldNeverBeNegativeAndCountWhatRemains(RepetitionInfo seed) {
        // given
        var random = new SplittableRandom(seed.getCurrentRepetition());
        var outline = RandomOutline.of(random);
        List<Progress> progress = new ArrayList<>();
        for (int i = 0; i < outline.size(); i++) {
            progress.add(any(random));
        }
        var earlier = new Experience(Map.of("ta", new Times(3, random.nextLong(100_000))), random.nextInt(4));

        // when
        var estimate = Estimate.of(outline, progress, earlier, NOW);

        // then
        long left = progress.stream().filter(it -> !it.state().isOver()).count();
        assertThat(Objects.requireNonNullElse(estimate.known(), 0) + estimate.unknown())
                .isEqualTo((int) left);
        if (estimate.remaining() != null) {
            assertThat(estimate.remaining()).isGreaterThanOrEqualTo(Duration.ZERO);
        }
    }

    @RepeatedTest(100)
    void shouldKeepTheLawsOfListSchedules(RepetitionInfo seed) {
        // given
        var random = new SplittableRandom(seed.getCurrentRepetition());
        var outline = RandomOutline.of(random);
        long[] millis = random.longs(outline.size(), 0, 1000).toArray();
        long work = LongStream.of(millis).sum();
        long way = longestWay(outline, millis);
        int slots = random.nextInt(1, 20);

        // when
        long length = length(millis, outline, slots);

        // then
        assertThat(length(millis, outline, 1)).isEqualTo(work);
        assertThat(length(millis, outline, outline.size())).isEqualTo(way);
        assertThat(length)
                .isGreaterThanOrEqualTo(Math.max(way, work / slots))
                .isLessThanOrEqualTo(work / slots + way + 1);
    }

    @RepeatedTest(50)
    void shouldTakeNoLessTimeWithFewerSlotsWhenNothingDependsOnAnything(RepetitionInfo seed) {
        // given
        var random = new SplittableRandom(seed.getCurrentRepetition());
        var outline = parallel(random.nextInt(1, 60));
        long[] millis = random.longs(outline.size(), 1000, 1001).toArray();

        // when
        var lengths = IntStream.rangeClosed(1, 60)
                .mapToObj(slots -> length(millis, outline, slots))
                .toList();

        // then
        assertThat(lengths.reversed()).isSorted();
    }

    private static long length(long[] millis, Outline outline, int slots) {
        return new Schedule(millis, outline).length(Set.of(), slots);
    }

    private static long longestWay(Outline outline, long[] millis) {
        long[] ends = new long[millis.length];
        for (int i = 0; i < millis.length; i++) { // dependencies come first in a random outline
            long begin = outline.dependsOn().get(i).stream()
                    .mapToLong(parent -> ends[parent])
                    .max()
                    .orElse(0);
            ends[i] = begin + millis[i];
        }
        return LongStream.of(ends).max().orElse(0);
    }

    private static Progress any(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> ended(random.nextInt(100), 100 + random.nextInt(100));
            case 1 -> running(random.nextInt(100));
            case 2 -> new Progress(STATES.get(random.nextInt(STATES.size())), null, null);
            default -> WAITING;
        };
    }

    /** So many seconds before now it began, for the second number of seconds less the first. */
    private static Progress ended(int from, int to) {
        return new Progress(ActivityState.SUCCEEDED, NOW.minusSeconds(1000 - from), NOW.minusSeconds(1000 - to));
    }

    private static Progress running(int seconds) {
        return new Progress(ActivityState.RUNNING, NOW.minusSeconds(seconds), null);
    }

    private static Outline parallel(int size) {
        var names = IntStream.range(0, size).mapToObj("a-%d"::formatted).toList();
        return Outline.of(names, names.stream().map(_ -> List.<Integer>of()).toList());
    }

    private static Outline chain(int size) {
        var names = IntStream.range(0, size).mapToObj("a-%d"::formatted).toList();
        return Outline.of(
                names,
                IntStream.range(0, size)
                        .mapToObj(i -> i == 0 ? List.<Integer>of() : List.of(i - 1))
                        .toList());
    }
}
