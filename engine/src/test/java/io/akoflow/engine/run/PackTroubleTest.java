package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.dispatched;
import static io.akoflow.engine.run.Seen.failed;
import static io.akoflow.engine.run.Seen.logged;
import static io.akoflow.engine.run.Seen.lost;
import static io.akoflow.engine.run.Seen.neverStarted;
import static io.akoflow.engine.run.Seen.refused;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.started;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityFailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What becomes of a shared pod in which something is wrong")
class PackTroubleTest {

    /** 0, 1 and 2 in a pod. */
    private static Story three() {
        return Story.of(
                new Sketch().activity().activity().activity().packed(3, 3).workflow());
    }

    @Test
    void shouldWithdrawThePodOnceWhenTheRunIsCancelled() {
        // given
        var story = three().heard(started(1, 1));

        // when
        var decision = story.when(Story.cancel());

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1 +1 +2");
    }

    @Test
    void shouldLookForThePodOnceWhenNobodyHearsOfIt() {
        // given
        var story = three().heard(dispatched(0, 1), dispatched(1, 1), dispatched(2, 1));

        // when
        var decision = story.at(seconds(900)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).containsExactly("check 0/1 +1 +2");
    }

    @Test
    void shouldLookForThePodWhenOnlyOneOfThemWasNotHeardOf() {
        // given
        var story = three().heard(dispatched(0, 1), dispatched(2, 1));

        // when
        var decision = story.wokenUntil(seconds(74)).at(seconds(75)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).containsExactly("check 0/1 +1 +2");
    }

    @Test
    void shouldSayThePodAgainWhenNoneOfThemWasHeardOf() {
        // given
        var story = three();

        // when
        var decision = story.at(seconds(60)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1 +1 +2");
    }

    @Test
    void shouldLookForThePodInsteadWhenOneIsOverAndAnotherWasNotHeardOf() {
        // given
        var story = three().heard(started(0, 1), succeeded(0, 1), dispatched(2, 1));

        // when
        var decision = story.wokenUntil(seconds(74)).at(seconds(75)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).containsExactly("check 0/1 +1 +2");
    }

    @Test
    void shouldTryEachAloneWhenThePodIsRefused() {
        // given
        var story = three().at(seconds(1)).heard(refused(1, 1));

        // when
        var decision = story.at(seconds(80)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).contains("ready 0/2", "ready 1/2", "ready 2/2");
    }

    @Test
    void shouldEndTheJobBeforeTheNextAttemptWhenItCanMakeNoPod() {
        // given
        var story = three().heard(dispatched(0, 1), dispatched(1, 1), dispatched(2, 1));
        var refused = Seen.failure(FailureClass.CONFIGURATION, "Refused");

        // when
        var decision = story.when(new ActivityFailed(Story.ID, 1, 1, Story.START, null, null, refused));
        var early = story.at(seconds(74)).when(new RunInput.Woken());
        var later = story.at(seconds(76)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1 +1 +2");
        assertThat(Said.commands(early)).isEmpty();
        assertThat(Said.commands(later)).contains("ready 1/2");
    }

    @Test
    void shouldGiveThePodTimeToEndWhenItWasDispatchedLongAgo() {
        // given
        var story =
                three().heard(dispatched(0, 1), dispatched(1, 1), started(2, 1)).wokenUntil(seconds(200));

        // when
        story.when(neverStarted(1, 1));
        var early = story.wokenUntil(seconds(259)).activity(1);
        var later = story.wokenUntil(seconds(261)).activity(1);

        // then
        assertThat(early.state()).isEqualTo(ActivityState.BACKING_OFF);
        assertThat(later.state()).isEqualTo(ActivityState.READY);
    }

    @Test
    void shouldRepeatWhoWasEndedWithAnotherThoughTheRunOnlyFinishes() {
        // given
        var story = three().heard(started(0, 1), started(2, 1));
        var wrong = Seen.failure(FailureClass.CONFIGURATION, "CreateContainerConfigError");
        story.when(new ActivityFailed(Story.ID, 1, 1, Story.START, Seen.pod(1, 1), null, wrong));

        // when
        story.heard(failed(0, 1, FailureClass.INFRASTRUCTURE, "Withdrawn"));

        // then
        assertThat(story.activity(1).state()).isEqualTo(ActivityState.FAILED);
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.BACKING_OFF);
    }

    @Test
    void shouldRepeatNobodyWhenTheRunOnlyFinishesAndThePodWasFine() {
        // given
        var story = three().heard(started(0, 1), started(1, 1), started(2, 1), failed(1, 1));

        // when
        story.heard(failed(0, 1, FailureClass.INFRASTRUCTURE, "Evicted"));

        // then
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.FAILED);
    }

    @Test
    void shouldRepeatNobodyWhenTheRunOnlyFinishesAndAnotherHadRunAndRunsAgain() {
        // given
        var story = Story.of(new Sketch()
                .retry(2)
                .activity()
                .activity()
                .retry(1)
                .memory(5000)
                .activity()
                .packed(2, 3)
                .workflow());
        story.heard(started(0, 1), started(1, 1), failed(1, 1)).wokenUntil(seconds(20));
        story.heard(started(2, 1), failed(2, 1));

        // when
        story.heard(failed(0, 1, FailureClass.INFRASTRUCTURE, "Evicted"));

        // then
        assertThat(story.activity(1).attempt()).isEqualTo(2);
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.FAILED);
    }

    @Test
    void shouldWithdrawThePodWhenOneWasGivenUpBeforeItRan() {
        // given
        var story = three().heard(started(0, 1));

        // when
        var decision = story.when(neverStarted(1, 1));

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1 +1 +2");
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.RUNNING);
    }

    @Test
    void shouldOnlyLoseWhoIsLostWhenAnotherPodHasTheName() {
        // given
        var story = three().heard(dispatched(0, 1), dispatched(1, 1));

        // when
        story.when(lost(2, 1));

        // then
        assertThat(story.activity(2).state()).isEqualTo(ActivityState.BACKING_OFF);
        assertThat(story.activity(1).state()).isEqualTo(ActivityState.DISPATCHED);
    }

    @Test
    void shouldKnowThePodByItsNameWhenItWasForgotten() {
        // given
        var story = Story.of(
                new Sketch().activity().activity().activity(0).packed(3, 3).workflow());
        var job = new JobRef("akoflow-work", "a0-%s-0-1".formatted(Story.ID));

        // when
        story.heard(new ActivityDispatched(Story.ID, 0, 1, Story.START, job));
        story.heard(new ActivityDispatched(Story.ID, 1, 1, Story.START, job));
        var decision = story.when(Story.cancel());

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1 +1");
    }

    @Test
    void shouldStayAloneWhenItRunsAgainAfterAResume() {
        // given
        var story = three().at(seconds(1));
        for (int i = 0; i < 3; i++) {
            story.heard(started(i, 1), failed(i, 1), logged(i, 1));
        }
        story.at(seconds(80)).when(new RunInput.Woken());

        // when
        var decision = story.when(Story.resume(null));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/2", "ready 1/2", "ready 2/2");
    }

    @Test
    void shouldNotOvertakeTheEndOfThePodWhenItRunsAgain() {
        // given
        var alone = new Sketch().script("x".repeat(64 * 1024)).activity();
        var story = Story.of(alone.script("true")
                        .activity()
                        .activity()
                        .activity()
                        .packed(3, 3)
                        .workflow())
                .heard(started(2, 1));
        var withdrawn = story.when(Story.cancel()).commands();
        story.wokenUntil(seconds(31)).asked(Story.resume(null));

        // when
        var decision = story.at(seconds(80)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).contains("ready 1/2", "ready 2/2", "ready 3/2");
        assertThat(decision.commands())
                .filteredOn(it -> it instanceof ActivityReady ready && ready.activity() != 0)
                .extracting(ActivityCommand::key)
                .containsOnly(withdrawn.getLast().key());
    }
}
