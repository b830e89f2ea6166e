package io.akoflow.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogBeginningTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "PT0.9S, PT3S,  50000000, false, printed at once and seen from its first second",
        "PT30S,  PT31S, 5000000,  true,  printed fast and seen late",
        "PT30S,  PT31S, 300,      false, printed slowly and seen late",
        "PT60S,  PT1S,  5000000,  false, quiet at first while it was followed",
        "PT3S,   PT4S,  50000000, false, printed at once after a moment",
        "PT6S,   PT6S,  2200000,  true,  five seconds at a pace that fills the log",
        "PT6S,   PT6S,  2000000,  false, five seconds at a pace that does not"
    })
    void shouldTellFromThePaceWhetherSomethingCameBefore(
            Duration first, Duration asked, int bytes, boolean missing, String why) {
        // given
        var beginning = new LogBeginning(START);

        // when
        beginning.ask(START.plus(asked));
        beginning.ask(START.plus(asked).plusSeconds(100));
        beginning.begin(START.plus(first));
        beginning.more(bytes);
        beginning.begin(START.plus(first).plusSeconds(2));
        beginning.more(1_000_000_000);

        // then
        assertThat(beginning.mayBeMissing()).as(why).isEqualTo(missing);
    }
}
