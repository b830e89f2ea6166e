package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The pause before another attempt")
class AttemptsTest {

    @ParameterizedTest(name = "from {0} to {1}, after {2} failures: {3}")
    @CsvSource({
        "PT10S, PT5M, 1, PT10S",
        "PT10S, PT5M, 2, PT20S",
        "PT10S, PT5M, 5, PT2M40S",
        "PT10S, PT5M, 6, PT5M",
        "PT10S, PT5M, 1000000, PT5M",
        "PT10M, PT5M, 1, PT5M",
        "PT0S, PT5M, 7, PT0S",
        "PT0.5S, PT5M, 2, PT1S"
    })
    void shouldDoubleUpToTheLongestWhenFailuresFollow(Duration first, Duration longest, int failures, Duration pause) {
        // when
        var result = Attempts.pause(first, longest, failures);

        // then
        assertThat(result).isEqualTo(pause);
    }

    @Test
    void shouldLastAHundredYearsAtMostWhenSomebodyAsksForEternity() {
        // given
        var eternity = Duration.ofSeconds(Long.MAX_VALUE);

        // when
        var pause = Attempts.pause(eternity, eternity, 50);

        // then
        assertThat(pause).isEqualTo(Duration.ofDays(36_525));
    }
}
