package io.akoflow.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link Laws}, {@link Accounts} and {@link Ending} hold the laws. A failure prints its seed and what happened;
 * {@code -Dakoflow.seeds=10000} tries more, {@code -Dakoflow.seed=N} only that one.
 */
@DisplayName("All parts together: anything lost, late or repeated, any part dead or standing still at any time")
class SimulationTest {

    private static final int TO_FIND = 1000;

    private static LongStream seeds() {
        var one = Long.getLong("akoflow.seed");
        return one == null ? LongStream.range(0, Integer.getInteger("akoflow.seeds", 500)) : LongStream.of(one);
    }

    private static List<Variant> disturbed() {
        return List.of(Variant.USUAL, Variant.BARE, Variant.PACKED, Variant.PACKED_AND_BARE);
    }

    private static List<Variant> calm() {
        return List.of(Variant.CALM, Variant.CALM_AND_BARE, Variant.CALM_AND_PACKED);
    }

    @ParameterizedTest
    @MethodSource("disturbed")
    void shouldBreakNoLawWhateverIsDisturbed(Variant variant) {
        // when
        var broken = seeds().parallel()
                .mapToObj(seed -> Simulation.brokenLaw(seed, variant, Defect.NONE))
                .flatMap(Optional::stream)
                .findAny();

        // then
        assertThat(broken.orElse("")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calm")
    void shouldEndAsForeseenWhenNothingIsDisturbed(Variant variant) {
        for (long seed = 0; seed < 100; seed++) {
            // given
            long it = seed;

            // when, then
            assertThatCode(() -> Simulation.run(it, variant, Defect.NONE))
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NONE", "LATE_TRANSACTION_MISSED", "PACK_FORGOTTEN"})
    void shouldFindDefectWithin1000SeedsWhenItIsPutIn(Defect defect) {
        // when
        var found = firstFound(defect, Variant.USUAL, TO_FIND);

        // then
        assertThat(found).isPresent();
    }

    @Test
    void shouldFindWhatALateTransactionLeavesWhenNobodyLooksForIt() {
        // when
        var found = firstFound(Defect.LATE_TRANSACTION_MISSED, Variant.USUAL, 5 * TO_FIND);

        // then
        assertThat(found).isPresent();
    }

    @Test
    void shouldFindThatAPlannerForgetsWhoSharesAPod() {
        // when
        var found = firstFound(Defect.PACK_FORGOTTEN, Variant.PACKED, TO_FIND);

        // then
        assertThat(found).isPresent();
    }

    private static Optional<String> firstFound(Defect defect, Variant variant, int seeds) {
        return LongStream.range(0, seeds)
                .mapToObj(seed -> Simulation.brokenLaw(seed, variant, defect))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
