package io.akoflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Bars")
class BarTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0,10,░░░░", "1,10000,█░░░", "5,10,██░░", "9999,10000,███░", "10,10,████", "0,0,''"})
    void shouldBeFullOnlyWhenAllIsDone(long done, long all, String bar) {
        // when
        var drawn = Bar.progress(done, all, 4);
        // then
        assertThat(drawn).isEqualTo(bar);
    }

    @ParameterizedTest
    @CsvSource({"0,100,'━━━━━━━━━━'", "50,100,'     ━━━━━'", "20,21,'  ━'", "100,100,'         ━'", "-5,10,'━'"})
    void shouldLieWhereItsTimeWas(int from, int to, String bar) {
        // given
        var whole = new Bar.Span(NOON, NOON.plusSeconds(100));
        // when
        var drawn = Bar.time(NOON.plusSeconds(from), NOON.plusSeconds(to), whole, 10);
        // then
        assertThat(drawn).isEqualTo(bar);
    }

    @Test
    void shouldNotBeThereWhenItHasNotBegun() {
        // given
        var whole = new Bar.Span(NOON, NOON);
        // when
        var drawn = Bar.time(null, NOON, whole, 10);
        // then
        assertThat(drawn).isEmpty();
    }
}
