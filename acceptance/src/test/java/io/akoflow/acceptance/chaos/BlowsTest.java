package io.akoflow.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void shouldBeOnlyThoseThatAreAskedFor() {
        // when
        var blows = Stream.generate(new Blows(5, Duration.ofSeconds(30), "kill -9 ")::next)
                .limit(12);
        // then
        assertThat(blows).allMatch(blow -> blow instanceof Blow.Kill || blow instanceof Blow.KillServer);
    }

    @Test
    void shouldSayWhenNoneIsAskedFor() {
        // then
        assertThatThrownBy(() -> new Blows(5, Duration.ofSeconds(30), "flood"))
                .hasMessage("Expected blows that begin with 'flood', but there are none");
    }

    private static List<Blow> blows(long seed) {
        return Stream.generate(new Blows(seed, Duration.ofSeconds(30), "")::next)
                .limit(2L * PACK)
                .toList();
    }
}
