package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akoflow.contract.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Runs share what may be under way at once")
class SharesTest {

    private static final RunId ONE = new RunId("01k5zq3v8m4n9p2r7s6t1w0xy1");
    private static final RunId OTHER = new RunId("01k5zq3v8m4n9p2r7s6t1w0xy2");
    private static final RunId THIRD = new RunId("01k5zq3v8m4n9p2r7s6t1w0xy3");

    @Test
    void shouldGiveAllThatIsFreeWhenNobodyWaits() {
        // given
        var shares = new Shares(10);
        shares.note(ONE, 3, false);

        // when, then
        assertThat(shares.most(ONE)).isEqualTo(10);
        assertThat(shares.most(OTHER)).isEqualTo(7);
        assertThat(shares.next()).isEmpty();
    }

    @Test
    void shouldGiveEachAnEqualPartWhenSomebodyWaits() {
        // given
        var shares = new Shares(10);
        shares.note(ONE, 9, true);
        shares.note(OTHER, 1, true);

        // when, then
        assertThat(shares.most(ONE)).as("more than its part").isEqualTo(5);
        assertThat(shares.most(OTHER)).as("nothing is free").isEqualTo(1);
        assertThat(shares.most(THIRD)).as("nothing is free").isZero();
        assertThat(shares.next()).isEmpty();
    }

    @Test
    void shouldOfferWhatIsFreeFirstToThoseWithLessThanTheirPartWhenTheyWait() {
        // given
        var shares = new Shares(10);
        shares.note(ONE, 5, true);
        shares.note(OTHER, 0, true);
        shares.note(THIRD, 0, true);

        // when, then
        assertThat(shares.next()).contains(OTHER);
        assertThat(shares.takeTurn(OTHER)).as("its part").isEqualTo(3);
        shares.note(OTHER, 3, true);
        assertThat(shares.next()).contains(THIRD);
        assertThat(shares.takeTurn(THIRD)).as("what is free").isEqualTo(2);
        shares.note(THIRD, 2, true);
        assertThat(shares.next()).as("nothing is free").isEmpty();
    }

    @Test
    void shouldOfferFirstToOneWithLessThanItsPartWhenAnotherHasAllOfIt() {
        // given
        var shares = new Shares(10);
        shares.note(ONE, 5, true);
        shares.note(OTHER, 4, true);

        // when, then
        assertThat(shares.next()).contains(OTHER);
    }

    @Test
    void shouldGiveAllThatIsFreeToTheOnlyOneThatWaits() {
        // given
        var shares = new Shares(10);
        shares.note(ONE, 3, true);
        shares.note(OTHER, 2, false);
        shares.note(THIRD, 0, false);

        // when, then
        assertThat(shares.most(ONE)).isEqualTo(8);
        assertThat(shares.most(OTHER)).as("since another waits").isEqualTo(5);
        assertThat(shares.waiting()).isEqualTo(1);
    }

    @Test
    void shouldKnowOfNoRunWhenItIsCleared() {
        // given
        var shares = new Shares(10);
        shares.note(ONE, 3, true);

        // when
        shares.clear();

        // then
        assertThat(shares.pods()).isZero();
        assertThat(shares.next()).isEmpty();
        assertThat(shares.most(ONE)).isEqualTo(10);
    }

    @Test
    void shouldShareAmongAllWhoWaitWhenEachHasItsPart() {
        // given
        var shares = new Shares(10);
        shares.note(ONE, 3, true);
        shares.note(OTHER, 3, true);
        shares.note(THIRD, 0, false);

        // when, then
        assertThat(shares.next()).as("the longest waiting").contains(ONE);
        assertThat(shares.takeTurn(ONE)).isEqualTo(5);
        shares.note(ONE, 5, true);
        assertThat(shares.next()).contains(OTHER);
    }

    @Test
    void shouldGoInTurnsWhenThereAreMoreRunsThanRoom() {
        // given
        var shares = new Shares(1);
        shares.note(ONE, 0, true);
        shares.note(OTHER, 0, true);

        // when, then
        assertThat(shares.next()).contains(ONE);
        assertThat(shares.takeTurn(ONE)).isEqualTo(1);
        shares.note(ONE, 1, true);
        assertThat(shares.most(ONE)).as("when it ends, it is another's turn").isZero();
        shares.note(ONE, 0, true);
        assertThat(shares.next()).contains(OTHER);
    }

    @Test
    void shouldForgetWhoWaitsWhenItsTurnIsTakenAndNothingIsNoted() {
        // given
        var shares = new Shares(2);
        shares.note(ONE, 1, false);
        shares.note(OTHER, 0, true);

        // when
        int most = shares.takeTurn(OTHER);

        // then
        assertThat(most).isEqualTo(1);
        assertThat(shares.waiting()).isZero();
        assertThat(shares.pods()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void shouldRefuseALimitWithWhichNothingCouldBegin(int limit) {
        // when, then
        assertThatThrownBy(() -> new Shares(limit)).hasMessageContaining("at least 1, but it is " + limit);
    }

    @Test
    void shouldBeginAWholePackWhenThereIsRoomForOnePodAmongOtherRuns() {
        // given
        var sketch = new Sketch();
        for (int i = 0; i < 7; i++) {
            sketch.activity();
        }
        var run = Run.unknown(Story.ID, RunLimits.DEFAULT);
        var workflow = sketch.packed(3, 3).workflow();

        // when
        var decision = run.decide(new RunInput.Requested(Story.request(workflow)), Story.START, 1);
        run.apply(decision);

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1 +1 +2");
        assertThat(run.pods()).isEqualTo(1);
        assertThat(run.waitsForRoom()).isTrue();
    }

    /** Runs of any number of activities, whose attempts end in any order, and of which things are heard again. */
    @Test
    void shouldUseWhatThereIsAndStarveNobodyWhateverEndsWhen() {
        for (long seed = 0; seed < 300; seed++) {
            new Many(new SplittableRandom(seed)).live();
        }
    }

    private static final class Many {
        private static final RunInput SAID_AGAIN = new RunInput.Requested(Story.request(Sketch.flat(1)));

        private final SplittableRandom random;
        private final int limit;
        private final Shares shares;
        private final Map<RunId, Run> runs = new HashMap<>();
        private final List<RunId> ids;

        /** How many decisions about others a run has waited with nothing under way. */
        private final Map<RunId, Integer> starving = new HashMap<>();

        Many(SplittableRandom random) {
            this.random = random;
            limit = 1 + random.nextInt(12);
            shares = new Shares(limit);
            ids = IntStream.rangeClosed(1, 1 + random.nextInt(6))
                    .mapToObj(i -> new RunId("01k5zq3v8m4n9p2r7s6t1w0xy" + i))
                    .toList();
        }

        void live() {
            for (int i = 0; i < 5000 && !(runs.size() == ids.size() && isOver()); i++) {
                var id = ids.get(random.nextInt(ids.size()));
                var run = runs.get(id);
                if (run == null) {
                    begin(id);
                } else if (run.pods() > 0 && random.nextInt(3) > 0) {
                    decide(run, new RunInput.Observed(Seen.succeeded(any(run), 1)), shares.most(id));
                } else {
                    decide(run, random.nextBoolean() ? new RunInput.Woken() : SAID_AGAIN, shares.most(id));
                }
                if (random.nextInt(3) > 0) {
                    serve();
                    check();
                }
            }
            assertThat(isOver()).isTrue();
            assertThat(shares.pods()).isZero();
            assertThat(shares.waiting()).isZero();
        }

        private boolean isOver() {
            return runs.values().stream()
                    .allMatch(run -> run.snapshot().orElseThrow().state().isOver());
        }

        private void begin(RunId id) {
            var workflow = Sketch.flat(1 + random.nextInt(20));
            var run = Run.unknown(id, RunLimits.DEFAULT);
            runs.put(id, run);
            decide(run, new RunInput.Requested(Story.request(workflow)), shares.most(id));
        }

        private int any(Run run) {
            var underWay = IntStream.range(
                            0,
                            run.snapshot().orElseThrow().workflow().activities().size())
                    .filter(i -> run.activity(i).isUnderWay())
                    .toArray();
            return underWay[random.nextInt(underWay.length)];
        }

        private void serve() {
            for (var next = shares.next(); next.isPresent(); next = shares.next()) {
                var run = Objects.requireNonNull(runs.get(next.get()));
                decide(run, new RunInput.Offered(), shares.takeTurn(run.id()));
            }
        }

        private void decide(Run run, RunInput input, int most) {
            var decision = run.decide(input, Story.START, most);
            run.apply(decision);
            if (decision.stale() && !(input instanceof RunInput.Offered)) {
                shares.note(run);
            } else {
                shares.note(run, most);
            }
        }

        private void check() {
            int all = runs.values().stream().mapToInt(Run::pods).sum();
            assertThat(all).isEqualTo(shares.pods()).isLessThanOrEqualTo(limit);
            boolean anyWaits = runs.values().stream().anyMatch(Run::waitsForRoom);
            assertThat(!anyWaits || all == limit)
                    .as("nothing is free while one waits")
                    .isTrue();
            for (var run : runs.values()) {
                boolean starves = run.waitsForRoom() && run.pods() == 0;
                int times = starves ? starving.merge(run.id(), 1, Integer::sum) : 0;
                starving.put(run.id(), times);
                assertThat(times).as("waits").isLessThan(40 * ids.size());
            }
        }
    }
}
