package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.dispatched;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.started;
import static io.akoflow.engine.run.Seen.startedAt;
import static io.akoflow.engine.run.Seen.succeeded;
import static io.akoflow.engine.run.Seen.waits;
import static io.akoflow.engine.run.Story.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Failure;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.Workflow;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Nothing is heard for too long")
class PatienceTest {

    private static final Workflow ONE = Sketch.chain(1);

    @Test
    void shouldSayItAgainWithANewValidityWhenNobodyDispatchedIt() {
        // given
        var story = Story.of(ONE);

        // when
        var decision = story.at(seconds(60)).whenWoken();

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1");
        assertThat(decision.facts()).isEmpty();
        assertThat(story.activity(0).validUntil()).isEqualTo(START.plusSeconds(120));
    }

    @Test
    void shouldDoNothingWhenItIsWokenTooEarly() {
        // given
        var story = Story.of(ONE);

        // when
        var decision = story.at(seconds(59)).whenWoken();

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldNotTakeBackAValidityWhenAnotherPlannersClockWasAhead() {
        // given
        var story = Story.of(ONE).at(seconds(-5));

        // when
        var decision = story.when(new RunInput.SayAgain(MessageType.ACTIVITY_READY, new AttemptId(Story.ID, 0, 1)));

        // then
        assertThat(decision.commands())
                .first()
                .isInstanceOfSatisfying(
                        ActivityReady.class,
                        ready -> assertThat(ready.validUntil()).isEqualTo(START.plusSeconds(60)));
    }

    @Test
    void shouldSayItAgainSoonWhenThereWasNoRoom() {
        // given
        var story = Story.of(ONE).heard(Seen.refusedForNow(0, 1, "No room."));

        // when
        var decision = story.at(seconds(10)).whenWoken();

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1");
        assertThat(story.activity(0).waitingFor()).isEqualTo("No room.");
    }

    @Test
    void shouldSayOnceWhatItWaitsForWhenItIsHeardAgain() {
        // given
        var story = Story.of(ONE);

        // when
        var first = story.when(Seen.refusedForNow(0, 1, "No room."));
        var second = story.when(Seen.refusedForNow(0, 1, "No room."));
        var other = story.when(waits(0, 1, "For its image."));

        // then
        assertThat(Said.facts(first)).containsExactly("0/1 READY");
        assertThat(second.facts()).isEmpty();
        assertThat(Said.facts(other)).containsExactly("0/1 DISPATCHED");
    }

    @Test
    void shouldWaitForNothingWhenItIsDispatchedAfterAll() {
        // given
        var story = Story.of(ONE).heard(Seen.refusedForNow(0, 1, "No room."));

        // when
        story.when(dispatched(0, 1));

        // then
        assertThat(story.activity(0).waitingFor()).isNull();
    }

    @Test
    void shouldLookForItWhenNothingIsHeardOfADispatchedAttempt() {
        // given
        var story = Story.of(ONE).heard(dispatched(0, 1));

        // when
        var decision = story.at(seconds(900)).whenWoken();

        // then
        assertThat(Said.commands(decision)).containsExactly("check 0/1");
        assertThat(story.run().nextTimer()).contains(START.plusSeconds(1800));
    }

    @Test
    void shouldLookForItWhenNothingIsHeardOfARunningAttempt() {
        // given
        var story = Story.of(ONE).heard(started(0, 1));

        // when
        var decision = story.at(seconds(900)).whenWoken();

        // then
        assertThat(Said.commands(decision)).containsExactly("check 0/1");
    }

    @Test
    void shouldBePatientAgainWhenThereIsNewsOfTheAttempt() {
        // given
        var story = Story.of(ONE).heard(dispatched(0, 1));

        // when
        story.at(seconds(500)).heard(waits(0, 1, "For its image."));

        // then
        assertThat(story.run().nextTimer()).contains(START.plusSeconds(1400));
    }

    @Test
    void shouldHaveTimedOutWhenKubernetesDidNotEndIt() {
        // given
        var story = overdue(100);

        // when
        var decision = story.at(seconds(161)).when(startedAt(0, 1, START));

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1");
        assertThat(Said.facts(decision)).containsExactly("0/1 FAILED", "run FAILED");
        assertThat(story.activity(0).failure())
                .extracting(Failure::cause)
                .isEqualTo("It ran longer than its time-out of PT1M40S, and Kubernetes did not end it.");
    }

    @Test
    void shouldNotBeTakenForTimedOutWhenNobodyMayHaveWatched() {
        // given
        var story = overdue(100);
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.RUNNING);
        assertThat(story.activity(0).waitingFor()).startsWith("Kubernetes should have ended it");

        // when
        var decision = story.at(seconds(4000)).when(succeeded(0, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 SUCCEEDED", "run SUCCEEDED");
    }

    @Test
    void shouldLookForItAgainWhenNobodySaysWhetherItStillRuns() {
        // given
        var story = overdue(100);

        // when
        var decision = story.at(seconds(160 + 900)).whenWoken();

        // then
        assertThat(Said.commands(decision)).containsExactly("check 0/1");
        assertThat(story.run().nextTimer()).contains(START.plusSeconds(160 + 1800));
    }

    @Test
    void shouldLeaveItToTheCancelWhenItIsOverdueToo() {
        // given
        var story = overdue(100);
        story.when(Story.cancel());

        // when
        var decision = story.when(startedAt(0, 1, START));

        // then
        assertThat(Said.facts(decision)).isEmpty();
    }

    @Test
    void shouldStillTimeOutInTimeWhenItWasLookedForMeanwhile() {
        // given
        var story = Story.of(
                        new Sketch().activityTimeout(seconds(1000)).activity().workflow())
                .heard(startedAt(0, 1, START));
        story.wokenUntil(seconds(1060));

        // when
        story.when(startedAt(0, 1, START));

        // then
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.FAILED);
    }

    /** Its time-out is over, and Kubernetes' time to say so, and it was looked for. */
    private static Story overdue(int timeout) {
        var story = Story.of(new Sketch()
                        .activityTimeout(seconds(timeout))
                        .activity()
                        .workflow())
                .heard(startedAt(0, 1, START));
        var decision = story.at(seconds(timeout + 60)).whenWoken();
        assertThat(Said.commands(decision)).containsExactly("check 0/1");
        return story;
    }

    @Test
    void shouldLeaveTimeToHearOfAnEndWhenTheStartWasHeardLate() {
        // given
        var story = Story.of(
                        new Sketch().activityTimeout(seconds(10)).activity().workflow())
                .at(seconds(3600))
                .heard(startedAt(0, 1, START));
        story.whenWoken();

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 SUCCEEDED", "run SUCCEEDED");
    }

    @Test
    void shouldNotTimeOutWhileTheCommandMayBeActedUponAgain() {
        // given
        var story = Story.of(new Sketch().activityTimeout(seconds(1)).activity().workflow());
        story.at(seconds(60)).whenWoken();
        story.heard(startedAt(0, 1, START));

        // when
        story.wokenUntil(seconds(134));
        story.when(startedAt(0, 1, START));
        var stateBefore = story.activity(0).state();
        story.wokenUntil(seconds(135));
        story.when(startedAt(0, 1, START));

        // then
        assertThat(stateBefore).isEqualTo(ActivityState.RUNNING);
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.FAILED);
    }

    @Test
    void shouldAskToBeWokenForWhateverComesFirst() {
        // given
        var story = Story.of(Sketch.flat(3)).at(seconds(5)).heard(dispatched(0, 1), started(1, 1));

        // when
        var next = story.run().nextTimer();

        // then
        assertThat(next).contains(START.plusSeconds(60));
    }

    @Test
    void shouldAskForNothingButTheEndOfItsDisksWhenAllIsReleased() {
        // given
        var story = Story.of(ONE).heard(succeeded(0, 1));

        // when
        story.wokenUntil(seconds(1000));

        // then
        var endedAt = story.run().snapshot().orElseThrow().endedAt();
        assertThat(story.run().nextTimer())
                .contains(Objects.requireNonNull(endedAt).plus(RunLimits.DEFAULT.diskRetention()));
    }
}
