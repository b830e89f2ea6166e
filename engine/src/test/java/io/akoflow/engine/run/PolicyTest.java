package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.dispatched;
import static io.akoflow.engine.run.Seen.failed;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.started;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Workflow.OnFailure;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An activity has failed for good")
class PolicyTest {

    @Test
    void shouldStartNothingMoreWhenThePolicyIsToFinish() {
        // given
        var workflow = new Sketch()
                .parallelism(2)
                .activity()
                .activity()
                .activity(1)
                .activity()
                .workflow();
        var story = Story.of(workflow).heard(started(1, 1));

        // when
        var decision = story.when(failed(0, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 FAILED", "2/0 SKIPPED", "3/0 SKIPPED");
        assertThat(story.activity(1).state()).isEqualTo(ActivityState.RUNNING);
        assertThat(story.activity(2).waitingFor()).isEqualTo("'a0' failed.");
    }

    @Test
    void shouldEndWhenWhatRanHasEndedAndThePolicyIsToFinish() {
        // given
        var story = Story.of(new Sketch().activity().activity().activity(1).workflow())
                .heard(started(1, 1), failed(0, 1));

        // when
        var decision = story.when(succeeded(1, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("1/1 SUCCEEDED", "run FAILED");
        assertThat(story.snapshot().message()).isEqualTo("1 of 3 activities failed: a0; 1 was not run.");
    }

    @Test
    void shouldTryNothingAgainWhenThePolicyIsToFinish() {
        // given
        var story =
                Story.of(new Sketch().activity().retry(3).activity().activity().workflow());
        story.heard(failed(1, 1), failed(0, 1));

        // when
        var decision = story.when(failed(2, 1));

        // then
        assertThat(story.activity(1).state()).isEqualTo(ActivityState.FAILED);
        assertThat(Said.facts(decision)).containsExactly("2/1 FAILED", "run FAILED");
    }

    @Test
    void shouldHaveFailedWhenItWasHeldBackBetweenAttemptsAndThePolicyIsToFinish() {
        // given
        var workflow = new Sketch()
                .parallelism(1)
                .retry(2)
                .activity()
                .retry(1)
                .activity()
                .workflow();
        var story = Story.of(workflow).heard(failed(0, 1));
        story.at(seconds(10)).whenWoken();

        // when
        var decision = story.when(failed(1, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("1/1 FAILED", "0/1 FAILED", "run FAILED");
    }

    @Test
    void shouldSkipOnlyWhatDependsOnItWhenThePolicyIsToContinue() {
        // given
        var workflow = new Sketch()
                .onFailure(OnFailure.CONTINUE)
                .activity()
                .activity()
                .activity(0)
                .activity(2, 1)
                .activity(1)
                .workflow();
        var story = Story.of(workflow).heard(failed(0, 1));

        // when
        var decision = story.when(succeeded(1, 1));

        // then
        assertThat(story.activity(2).state()).isEqualTo(ActivityState.SKIPPED);
        assertThat(story.activity(3).state()).isEqualTo(ActivityState.SKIPPED);
        assertThat(Said.commands(decision)).containsExactly("ready 4/1");
        assertThat(story.activity(3).waitingFor()).isEqualTo("'a0' failed.");
    }

    @Test
    void shouldEndWhatRunsWhenThePolicyIsToCancel() {
        // given
        var story = Story.of(new Sketch()
                        .onFailure(OnFailure.CANCEL)
                        .activity()
                        .activity()
                        .activity()
                        .workflow())
                .heard(dispatched(1, 1));

        // when
        var decision = story.when(failed(0, 1));

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 1/1", "withdrawn 2/1");
        assertThat(Said.facts(decision)).containsExactly("0/1 FAILED", "2/1 CANCELLED");
        assertThat(story.snapshot().message()).isEqualTo("Activity 'a0' failed, and 'onFailure' is 'cancel'.");
    }

    @Test
    void shouldHaveFailedWhenThePolicyIsToCancelAndAllHasEnded() {
        // given
        var story = Story.of(new Sketch()
                        .onFailure(OnFailure.CANCEL)
                        .activity()
                        .activity()
                        .workflow())
                .heard(dispatched(1, 1), failed(0, 1));

        // when
        var decision = story.when(failed(1, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("1/1 CANCELLED", "run FAILED");
    }

    @ParameterizedTest
    @EnumSource(OnFailure.class)
    void shouldNameTheFirstFailuresWhenThereAreMany(OnFailure policy) {
        // given
        var sketch = new Sketch().onFailure(policy);
        for (int i = 0; i < 8; i++) {
            sketch.activity();
        }
        var story = Story.of(sketch.workflow());

        // when
        for (int i = 0; i < 8; i++) {
            story.when(failed(i, 1));
        }

        // then
        assertThat(story.snapshot().message())
                .isEqualTo(
                        policy == OnFailure.CANCEL
                                ? "Activity 'a0' failed, and 'onFailure' is 'cancel'."
                                : "8 of 8 activities failed: a0, a1, a2, a3, a4, ….");
    }
}
