package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.dispatched;
import static io.akoflow.engine.run.Seen.failed;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.started;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run is cancelled, or takes too long")
class CancelTest {

    private static final Workflow TWO = Sketch.flat(2);

    @Test
    void shouldEndAtOnceWhenNothingRuns() {
        // given
        var story = Story.of(Sketch.chain(2));

        // when
        var decision = story.when(Story.cancel());

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1");
        assertThat(Said.facts(decision)).containsExactly("0/1 CANCELLED", "1/0 CANCELLED", "run CANCELLED");
        assertThat(story.snapshot().message()).isEqualTo("Cancelled by ada.");
    }

    @Test
    void shouldWaitForTheEndOfPodsWhenSomeRun() {
        // given
        var story = Story.of(TWO).heard(dispatched(0, 1), started(1, 1));

        // when
        var decision = story.when(Story.cancel());

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1", "withdrawn 1/1");
        assertThat(decision.facts()).isEmpty();
        assertThat(story.snapshot().state()).isEqualTo(RunState.CANCELLING);
    }

    @Test
    void shouldEndWhenTheLastPodHasEnded() {
        // given
        var story = Story.of(TWO).heard(started(0, 1), started(1, 1)).asked(Story.cancel());
        story.heard(failed(0, 1));

        // when
        var decision = story.when(failed(1, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("1/1 CANCELLED", "run CANCELLED");
        assertThat(story.activity(1).failure()).isNull();
    }

    @Test
    void shouldKeepASuccessWhenItCameBeforeTheEndOfThePod() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(started(0, 1)).asked(Story.cancel());

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 SUCCEEDED", "run CANCELLED");
        assertThat(Said.commands(decision)).isEmpty();
    }

    @Test
    void shouldGiveUpWhenAPodIsNotSeenToEnd() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(started(0, 1)).asked(Story.cancel());

        // when
        var decision = story.at(seconds(30)).whenWoken();

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 CANCELLED", "run CANCELLED");
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1");
    }

    @Test
    void shouldGiveUpAsSoonWhenItIsHeardMeanwhileThatAPodStarted() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(dispatched(0, 1)).asked(Story.cancel());
        story.at(seconds(20)).heard(Seen.waits(0, 1, "For its image."), started(0, 1));

        // when
        var decision = story.at(seconds(30)).whenWoken();

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 CANCELLED", "run CANCELLED");
    }

    @Test
    void shouldNotTryAgainWhenAnActivityIsBetweenAttempts() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow()).heard(failed(0, 1));

        // when
        var decision = story.when(Story.cancel());

        // then
        assertThat(Said.commands(decision)).isEmpty();
        assertThat(Said.facts(decision)).containsExactly("0/1 CANCELLED", "run CANCELLED");
        assertThat(story.activity(0).failure()).isNotNull();
    }

    @Test
    void shouldKeepWhatIsOverWhenItIsCancelled() {
        // given
        var story = Story.of(TWO).heard(succeeded(0, 1));

        // when
        var decision = story.when(Story.cancel());

        // then
        assertThat(Said.facts(decision)).containsExactly("1/1 CANCELLED", "run CANCELLED");
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.SUCCEEDED);
    }

    @Test
    void shouldWithdrawAgainWhenAJobAppearsAfterAll() {
        // given
        var story = Story.of(Sketch.chain(1)).asked(Story.cancel());

        // when
        var decisions =
                List.of(story.when(dispatched(0, 1)), story.when(Seen.waits(0, 1, "Why?")), story.when(started(0, 1)));

        // then
        assertThat(decisions)
                .flatExtracting(Said::commands)
                .containsExactly("withdrawn 0/1", "withdrawn 0/1", "withdrawn 0/1");
    }

    @Test
    void shouldNotDeleteTheJobEarlyWhenALateMessageIsAboutAnAttemptThatEndedBefore() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow())
                .heard(failed(0, 1))
                .asked(Story.cancel());

        // when
        var decision = story.when(started(0, 1));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldReleaseTheJobOnlyWhenNobodyCanMakeItAnyMore() {
        // given
        var story = Story.of(Sketch.chain(1)).asked(Story.cancel());

        // when
        var early = story.at(seconds(74)).whenWoken();
        var inTime = story.at(seconds(75)).whenWoken();

        // then
        assertThat(Said.commands(early)).isEmpty();
        assertThat(Said.commands(inTime)).containsExactly("released 0/1");
        assertThat(story.run().isAtRest()).isTrue();
    }

    @Test
    void shouldBeStaleWhenItIsCancelledAgain() {
        // given
        var story = Story.of(TWO).heard(started(0, 1)).asked(Story.cancel());

        // when
        var decision = story.when(Story.cancel());

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldBeStaleWhenTheRunIsOver() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(succeeded(0, 1));

        // when
        var decision = story.when(Story.cancel());

        // then
        assertThat(decision.stale()).isTrue();
        assertThat(story.snapshot().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void shouldHaveFailedWhenTheRunTakesLongerThanItMay() {
        // given
        var story = Story.of(new Sketch()
                        .timeout(seconds(100))
                        .activity()
                        .activity(0)
                        .workflow())
                .heard(started(0, 1));

        // when
        var decision = story.at(seconds(100)).whenWoken();

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1");
        assertThat(story.snapshot().ending()).isEqualTo(RunState.FAILED);
        assertThat(story.snapshot().message())
                .isEqualTo("Expected the run to end within its time-out of PT1M40S, but it did not.");
    }

    @Test
    void shouldAskToBeWokenWhenTheRunsTimeIsUp() {
        // given
        var workflow = new Sketch().timeout(seconds(100)).activity().workflow();

        // when
        var story = Story.of(workflow).heard(started(0, 1));

        // then
        assertThat(story.run().nextTimer()).contains(Story.START.plusSeconds(100));
    }

    @Test
    void shouldGoOnWhenTheRunMayTakeLongerThanTimeLasts() {
        // given
        var forever = Duration.ofSeconds(Long.MAX_VALUE);
        var workflow = new Sketch()
                .timeout(forever)
                .activityTimeout(forever)
                .activity()
                .workflow();

        // when
        var story = Story.of(workflow).heard(started(0, 1), succeeded(0, 1));

        // then
        assertThat(story.snapshot().state()).isEqualTo(RunState.SUCCEEDED);
    }
}
