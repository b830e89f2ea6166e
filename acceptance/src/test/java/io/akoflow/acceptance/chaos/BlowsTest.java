package io.akoflow.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The order of blows follows from the seed")
class BlowsTest {

    private static final int PACK = 29;

    @Test
    void shouldBeSameBlowsWhenSameSeed() {
        // when
        var once = blows(5);
        // then
        assertThat(blows(5)).isEqualTo(once);
        assertThat(blows(6)).isNotEqualTo(once);
    }

    @Test
    void shouldStrikeInEveryWayBeforeAnyComesAgain() {
        // when
        var labels = blows(5).stream().map(Blow::label).toList();
        // then
        assertThat(labels.subList(0, PACK)).doesNotHaveDuplicates();
        assertThat(labels.subList(PACK, 2 * PACK)).containsExactlyInAnyOrderElementsOf(labels.subList(0, PACK));
    }

    private static List<Blow> blows(long seed) {
        return Stream.generate(new Blows(seed, Duration.ofSeconds(30))::next)
                .limit(2L * PACK)
                .toList();
    }
}
