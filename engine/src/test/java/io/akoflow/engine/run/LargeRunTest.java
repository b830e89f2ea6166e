package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.startedAt;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What costs the square of the number of activities takes minutes here. */
@DisplayName("One input changes every activity of a large run")
@Timeout(30)
class LargeRunTest {

    private static final int MANY = 30_000;
    private static final RunLimits WIDE = new RunLimits(
            MANY, seconds(60), seconds(15), seconds(900), seconds(90), 10, Duration.ofDays(7), null, "akoflow-work");

    @Test
    void shouldHoldBackWhatTheWindowHasNoRoomForWhenOneSuccessMakesAllReady() {
        // given
        var story = Story.of(fan());

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(decision.facts()).hasSize(MANY + 1);
        assertThat(decision.commands()).hasSize(RunLimits.DEFAULT.window());
    }

    @Test
    void shouldLookForAllWhenAllAreOverdueAtOnceAndEndWhenAllStillRun() {
        // given
        var story = Story.of(fan(), WIDE).heard(succeeded(0, 1));
        for (int i = 1; i <= MANY; i++) {
            story.heard(startedAt(i, 1, Story.START));
        }

        // when
        var decision = story.at(seconds(700)).whenWoken();
        for (int i = 1; i <= MANY; i++) {
            story.when(startedAt(i, 1, Story.START));
        }

        // then
        assertThat(decision.commands())
                .filteredOn(ActivityCheck.class::isInstance)
                .hasSize(MANY);
        assertThat(story.snapshot().state()).isEqualTo(RunState.FAILED);
        assertThat(story.snapshot().message()).isEqualTo("30000 of 30001 activities failed: a1, a2, a3, a4, a5, ….");
    }

    @Test
    void shouldWithdrawAllWhenItIsCancelled() {
        // given
        var story = Story.of(fan(), WIDE).heard(succeeded(0, 1));

        // when
        var decision = story.when(Story.cancel());

        // then
        assertThat(decision.commands()).hasSize(MANY);
        assertThat(story.snapshot().state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void shouldGoOnTheSameWhenItIsReadFromWhatWasKept() {
        // given
        var story = Story.of(fan(), WIDE).heard(succeeded(0, 1));
        var rows = IntStream.rangeClosed(0, MANY).mapToObj(story::activity).toList();

        // when
        var restored = Run.restore(story.snapshot(), rows, WIDE);

        // then
        assertThat(restored.nextTimer()).isEqualTo(story.run().nextTimer());
    }

    private static Workflow fan() {
        var fan = new Sketch().activity().activityTimeout(seconds(600));
        for (int i = 0; i < MANY; i++) {
            fan.activity(0);
        }
        return fan.workflow();
    }
}
