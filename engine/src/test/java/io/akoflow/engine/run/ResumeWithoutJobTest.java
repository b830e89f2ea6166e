package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.lost;
import static io.akoflow.engine.run.Seen.neverStarted;
import static io.akoflow.engine.run.Seen.refused;
import static io.akoflow.engine.run.Seen.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Observation;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A run is resumed whose last attempt has no Job that surely keeps a repeated command from making one")
class ResumeWithoutJobTest {

    private static final RunLimits NO_MORE_ATTEMPTS = new RunLimits(
            RunLimits.DEFAULT.window(),
            RunLimits.DEFAULT.validity(),
            RunLimits.DEFAULT.releaseMargin(),
            RunLimits.DEFAULT.silence(),
            RunLimits.DEFAULT.logPatience(),
            0,
            RunLimits.DEFAULT.diskRetention(),
            null,
            RunLimits.DEFAULT.workNamespace());

    static Stream<Observation> ends() {
        return Stream.of(refused(0, 1), lost(0, 1), neverStarted(0, 1));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void shouldWaitUntilNobodyCanMakeTheOldJobWhenTheRunFailedWithoutOne(Observation end) {
        // given
        var story = Story.of(Sketch.chain(1), NO_MORE_ATTEMPTS).heard(end).at(seconds(5));

        // when
        var decision = story.when(Story.resume(null));

        // then
        assertThat(Said.facts(decision)).containsExactly("run started", "0/1 BACKING_OFF");
        assertThat(Said.commands(story.at(seconds(75)).whenWoken())).containsExactly("released 0/1", "ready 0/2");
    }
}
