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
        assertThat(shares.hasTurns()).isFalse();
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
        assertThat(shares.turns(5)).isEmpty();
    }

    @Test
    void shouldOfferWhatIsFreeToTheOneThatWaitsLongest() {
        // given
        var shares = new Shares(10);
        shares.note(ONE, 8, true);
        shares.note(OTHER, 0, true);
        shares.note(THIRD, 0, true);

        // when
        var turns = shares.turns(5);
        int first = shares.takeTurn(ONE);
        shares.note(ONE, 9, true);
        int second = shares.takeTurn(OTHER);
        shares.note(OTHER, 1, true);

        // then
        assertThat(turns).as("as many as there is room for").containsExactly(OTHER, THIRD);
        assertThat(first).as("one more, though that is more than its part").isEqualTo(9);
        assertThat(second).isEqualTo(1);
        assertThat(shares.hasTurns()).isFalse();
        shares.note(ONE, 7, true);
        assertThat(shares.turns(5)).as("who had a turn goes after").containsExactly(THIRD, OTHER);
        shares.note(ONE, 2, true);
        assertThat(shares.turns(5)).as("as long ago as the turn was").containsExactly(THIRD, ONE, OTHER);
        assertThat(shares.turns(1)).containsExactly(THIRD);
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
        assertThat(shares.underWay()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void shouldRefuseALimitWithWhichNothingCouldBegin(int limit) {
        // when, then
        assertThatThrownBy(() -> new Shares(limit)).hasMessageContaining("at least 1, but it is " + limit);
    }

    /** Runs of a whole and a number each, some with a window of their own, whose attempts end in any order. */
    @Test
    void shouldUseWhatThereIsAndStarveNobodyWhateverEndsWhen() {
        for (long seed = 0; seed < 300; seed++) {
            new Many(new SplittableRandom(seed)).live();
        }
    }

    private static final class Many {
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
            for (int i = 0; i < 2000 && !(runs.size() == ids.size() && isOver()); i++) {
                var id = ids.get(random.nextInt(ids.size()));
                var run = runs.get(id);
                if (run == null) {
                    begin(id);
                } else if (run.underWay() > 0) {
                    decide(run, new RunInput.Observed(Seen.succeeded(any(run), 1)), shares.most(id));
                }
                serve();
                check();
            }
            assertThat(isOver()).isTrue();
            assertThat(shares.underWay()).isZero();
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
            for (var id : shares.turns(Integer.MAX_VALUE)) {
                decide(Objects.requireNonNull(runs.get(id)), new RunInput.Offered(), shares.takeTurn(id));
            }
        }

        private void decide(Run run, RunInput input, int most) {
            run.apply(run.decide(input, Story.START, most));
            shares.note(run, most);
        }

        private void check() {
            int all = runs.values().stream().mapToInt(Run::underWay).sum();
            assertThat(all).isEqualTo(shares.underWay()).isLessThanOrEqualTo(limit);
            boolean anyWaits = runs.values().stream().anyMatch(Run::waitsForRoom);
            assertThat(!anyWaits || all == limit)
                    .as("nothing is free while one waits")
                    .isTrue();
            for (var run : runs.values()) {
                boolean starves = run.waitsForRoom() && run.underWay() == 0;
                int times = starves ? starving.merge(run.id(), 1, Integer::sum) : 0;
                starving.put(run.id(), times);
                assertThat(times).as("waits").isLessThan(40 * ids.size());
            }
        }
    }
}
