package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.dispatched;
import static io.akoflow.engine.run.Seen.failed;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.started;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.RunState;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.StoragePolicy.Retain;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run is resumed")
class ResumeTest {

    @Test
    void shouldRunAgainWhatDidNotSucceedWhenTheRunFailed() {
        // given
        var story = Story.of(Sketch.chain(3)).heard(succeeded(0, 1), failed(1, 1));

        // when
        var decision = story.at(seconds(5)).when(Story.resume(null));

        // then
        assertThat(Said.facts(decision)).containsExactly("run started", "1/2 READY", "2/0 WAITING");
        assertThat(Said.commands(decision)).containsExactly("ready 1/2");
        assertThat(story.snapshot().state()).isEqualTo(RunState.RUNNING);
        assertThat(story.snapshot().startedAt()).isEqualTo(Story.START.plusSeconds(5));
        assertThat(story.snapshot().message()).isNull();
    }

    @Test
    void shouldGiveFullBudgetsAgainWhenTheyWereSpent() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow()).heard(failed(0, 1));
        story.at(seconds(10)).whenWoken();
        story.heard(failed(0, 2)).asked(Story.resume(null));

        // when
        var decision = story.when(failed(0, 3));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/3 BACKING_OFF");
    }

    @Test
    void shouldForgetTheOldPodWhenAnActivityWaitsAgain() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(failed(0, 1));

        // when
        story.when(Story.resume(null));

        // then
        assertThat(story.activity(0).pod()).isNull();
        assertThat(story.activity(0).startedAt()).isNull();
        assertThat(story.activity(0).endedAt()).isNull();
        assertThat(story.activity(0).failure()).isNull();
    }

    @Test
    void shouldStillReleaseTheOldJobWhenTheRunGoesOn() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(failed(0, 1)).asked(Story.resume(null));

        // when
        var decision = story.heard(dispatched(0, 2)).at(seconds(90)).whenWoken();

        // then
        assertThat(Said.commands(decision)).containsExactly("released 0/1");
    }

    @Test
    void shouldWaitUntilNobodyCanMakeTheOldJobWhenItWasCancelled() {
        // given
        var story = Story.of(Sketch.chain(1)).asked(Story.cancel()).at(seconds(5));

        // when
        var decision = story.when(Story.resume(null));

        // then
        assertThat(Said.facts(decision)).containsExactly("run started", "0/1 BACKING_OFF");
        assertThat(Said.commands(story.at(seconds(75)).whenWoken())).containsExactly("released 0/1", "ready 0/2");
    }

    @Test
    void shouldReleaseTheOldJobFirstWhenItsTimeHasCome() {
        // given
        var story = Story.of(Sketch.chain(1)).asked(Story.cancel()).at(seconds(80));

        // when
        var decision = story.when(Story.resume(null));

        // then
        assertThat(Said.commands(decision)).containsExactly("released 0/1", "ready 0/2");
    }

    @Test
    void shouldEndAtOnceWhenEverythingHadSucceeded() {
        // given
        var story = Story.of(Sketch.chain(1))
                .heard(started(0, 1))
                .asked(Story.cancel())
                .heard(succeeded(0, 1));

        // when
        var decision = story.when(Story.resume(null));

        // then
        assertThat(Said.facts(decision)).containsExactly("run started", "run SUCCEEDED");
    }

    @Test
    void shouldFollowTheNewGraphWhenTheWorkflowWasEdited() {
        // given
        var story = Story.of(Sketch.flat(2)).heard(failed(0, 1), failed(1, 1));

        // when
        var decision = story.when(Story.resume(Sketch.chain(2)));

        // then
        assertThat(Said.facts(decision)).containsExactly("run started", "0/2 READY", "1/1 WAITING");
        assertThat(Said.commands(story.when(succeeded(0, 2)))).containsExactly("ready 1/2");
    }

    @Test
    void shouldSayWhyNotWhenTheEditedWorkflowLacksAnActivity() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(failed(0, 1));

        // when
        var decision = story.at(seconds(5)).when(Story.resume(Sketch.chain(1)));

        // then
        assertThat(Said.facts(decision)).containsExactly("run FAILED");
        assertThat(decision.commands()).isEmpty();
        assertThat(story.snapshot().state()).isEqualTo(RunState.FAILED);
        assertThat(story.snapshot().endedAt()).isEqualTo(Story.START);
        assertThat(story.snapshot().workflow()).isEqualTo(Sketch.chain(2));
        assertThat(story.snapshot().message())
                .isEqualTo(
                        "1 of 2 activities failed: a0; 1 was not run. It was not resumed: Expected the edited workflow"
                                + " to have every activity of the run, but 'a1' is not there; submit it as a new run.");
    }

    @Test
    void shouldSayItOnceWhenTheRequestIsRepeated() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(failed(0, 1)).asked(Story.resume(Sketch.chain(1)));

        // when
        var decision = story.when(Story.resume(Sketch.chain(1)));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldGoOnWhenTheRequestAfterARefusalCanBeHonoured() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(failed(0, 1)).asked(Story.resume(Sketch.chain(1)));

        // when
        var decision = story.when(Story.resume(null));

        // then
        assertThat(Said.facts(decision)).containsExactly("run started", "0/2 READY", "1/0 WAITING");
        assertThat(story.snapshot().message()).isNull();
    }

    @Test
    void shouldSayWhyNotWhenTheEditedWorkflowHasOtherDisks() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(failed(0, 1));
        var other = new Sketch()
                .storage(StoragePolicy.Type.STANDALONE, Retain.ALWAYS)
                .activity()
                .workflow();

        // when
        story.when(Story.resume(other));

        // then
        assertThat(story.snapshot().message())
                .endsWith("Expected the edited workflow to keep its disks, but its storage has another type, class or"
                        + " size; submit it as a new run.");
    }

    @Test
    void shouldSayWhyNotWhenTheDisksAreReleased() {
        // given
        var story = Story.of(new Sketch()
                        .storage(StoragePolicy.Type.SHARED, Retain.NEVER)
                        .activity()
                        .workflow())
                .heard(failed(0, 1))
                .wokenUntil(Duration.ofMinutes(10));

        // when
        var decision = story.when(Story.resume(null));

        // then
        assertThat(Said.facts(decision)).containsExactly("run FAILED");
        assertThat(decision.commands()).isEmpty();
        assertThat(story.snapshot().message())
                .endsWith(
                        "It was not resumed: Expected its files to be there still, but its disks were released,"
                                + " as 'retain' or the deployment says; submit it as a new run, with 'onFailure' to be able to resume that.");
    }

    @Test
    void shouldGoOnWhenTheDisksAreNotReleasedYet() {
        // given
        var story = Story.of(new Sketch()
                        .storage(StoragePolicy.Type.SHARED, Retain.NEVER)
                        .activity()
                        .workflow())
                .heard(failed(0, 1));

        // when
        var decision = story.when(Story.resume(null));

        // then
        assertThat(Said.facts(decision)).containsExactly("run started", "0/2 READY");
    }

    @Test
    void shouldKeepTheMemoryItLearntToNeedWhenTheWorkflowIsTheSame() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow())
                .heard(failed(0, 1, FailureClass.USER, "OutOfMemory"));
        story.at(seconds(10)).whenWoken();
        story.heard(failed(0, 2));

        // when
        story.when(Story.resume(null));

        // then
        assertThat(story.activity(0).memoryBytes()).isEqualTo(1500);
    }

    @Test
    void shouldNotLetTheOldAttemptEndTheNewOne() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(failed(0, 1)).asked(Story.resume(null));

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(decision.stale()).isTrue();
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.READY);
    }

    @Test
    void shouldBeStaleWhenTheRunIsUnderWay() {
        // given
        var story = Story.of(Sketch.chain(1));

        // when
        var decision = story.when(Story.resume(null));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldBeStaleWhenTheRunSucceeded() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(succeeded(0, 1));

        // when
        var decision = story.when(Story.resume(null));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldBeStaleWhenTheRunIsDeleted() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(failed(0, 1)).asked(Story.delete());

        // when
        var decision = story.when(Story.resume(null));

        // then
        assertThat(decision.stale()).isTrue();
    }
}
