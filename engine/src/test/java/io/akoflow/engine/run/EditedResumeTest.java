package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.failed;
import static io.akoflow.engine.run.Seen.logged;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.succeeded;
import static io.akoflow.engine.run.Sketch.withImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure.FailureClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A run is resumed with an edited workflow")
class EditedResumeTest {

    @Test
    void shouldRunWhatChangedAndItsDescendantsWhenTheyHadSucceeded() {
        // given
        var story = Story.of(Sketch.tree()).heard(succeeded(0, 1), succeeded(1, 1), succeeded(3, 1), failed(4, 1));
        story.heard(succeeded(2, 1));

        // when
        var decision = story.when(Story.resume(withImage(withImage(Sketch.tree(), 1), 4)));

        // then
        assertThat(Said.facts(decision)).containsExactly("run started", "1/2 READY", "2/1 WAITING", "4/2 READY");
        assertThat(Said.commands(decision)).containsExactly("ready 1/2", "ready 4/2");
        assertThat(Said.commands(story.when(succeeded(1, 2)))).containsExactly("ready 2/2");
        assertThat(Said.facts(story.heard(succeeded(4, 2)).when(succeeded(2, 2))))
                .containsExactly("2/2 SUCCEEDED", "run SUCCEEDED");
    }

    @Test
    void shouldKeepWhatIsKnownOfAResultWhenItStays() {
        // given
        var story = Story.of(Sketch.tree()).heard(succeeded(0, 1), failed(4, 1), succeeded(1, 1), succeeded(3, 1));
        var before = story.activity(0);

        // when
        story.when(Story.resume(withImage(Sketch.tree(), 4)));

        // then
        assertThat(story.activity(0)).isEqualTo(before);
    }

    @Test
    void shouldReleaseTheOldJobWhenWhatSucceededRunsAgain() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(succeeded(0, 1), logged(0, 1), failed(1, 1));
        story.when(Story.resume(withImage(Sketch.chain(2), 0)));

        // when
        var decision = story.heard(succeeded(0, 2)).at(seconds(75)).whenWoken();

        // then
        assertThat(Said.commands(decision)).contains("released 0/1");
    }

    @Test
    void shouldNotCountTheOldSuccessWhenItIsHeardAgain() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(succeeded(0, 1), failed(1, 1));
        story.when(Story.resume(withImage(Sketch.chain(2), 0)));

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(decision.stale()).isTrue();
        assertThat(story.activity(1).state()).isEqualTo(ActivityState.WAITING);
    }

    @Test
    void shouldGoOnTheSameWayWhenItWasReadBackFromTheDatabase() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(succeeded(0, 1), failed(1, 1));
        story.when(Story.resume(withImage(Sketch.chain(2), 0)));
        var restored = Run.restore(story.snapshot(), List.of(story.activity(0), story.activity(1)), RunLimits.DEFAULT);

        // when
        var decision = restored.decide(new RunInput.Observed(succeeded(0, 2)), Story.START);

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 1/2");
    }

    @Test
    void shouldNotBeginWhileTheCancelledAttemptMayBeMadeWhenItsDependencySucceedsAgain() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(succeeded(0, 1)).asked(Story.cancel());
        story.at(seconds(5)).when(Story.resume(withImage(Sketch.chain(2), 0)));

        // when
        var early = story.at(seconds(10)).when(succeeded(0, 2));
        var inTime = story.at(seconds(75)).whenWoken();

        // then
        assertThat(Said.facts(early)).containsExactly("0/2 SUCCEEDED", "1/1 BACKING_OFF");
        assertThat(early.commands()).isEmpty();
        assertThat(Said.commands(inTime)).contains("released 1/1", "ready 1/2");
    }

    @Test
    void shouldBeginAtOnceWhenTheCancelledAttemptIsReleasedBeforeItsDependencySucceedsAgain() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(succeeded(0, 1)).asked(Story.cancel());
        story.at(seconds(5)).when(Story.resume(withImage(Sketch.chain(2), 0)));
        story.at(seconds(75)).whenWoken();

        // when
        var decision = story.at(seconds(80)).when(succeeded(0, 2));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 1/2");
    }

    @Test
    void shouldRunWhatIsNewWhenTheEditedWorkflowHasMore() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(failed(0, 1));

        // when
        var decision = story.when(Story.resume(Sketch.chain(3)));

        // then
        assertThat(Said.facts(decision)).containsExactly("run started", "0/2 READY", "1/0 WAITING", "2/0 WAITING");
        assertThat(Said.commands(story.when(succeeded(0, 2)))).containsExactly("ready 1/1");
        assertThat(Said.commands(story.when(succeeded(1, 1)))).containsExactly("ready 2/1");
        assertThat(Said.facts(story.when(succeeded(2, 1)))).containsExactly("2/1 SUCCEEDED", "run SUCCEEDED");
    }

    @Test
    void shouldKeepOrdinalsWhenTheEditedWorkflowHasAnotherOrder() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(succeeded(0, 1), failed(1, 1));
        var edited = new Sketch()
                .activity("new", List.of(2))
                .activity("a1", List.of(2))
                .activity("a0", List.of())
                .workflow();

        // when
        var decision = story.when(Story.resume(edited));

        // then
        assertThat(Said.facts(decision)).containsExactly("run started", "1/2 READY", "2/1 READY");
        assertThat(story.snapshot().workflow().activities())
                .extracting(Activity::name, Activity::dependsOn)
                .containsExactly(tuple("a0", List.of()), tuple("a1", List.of(0)), tuple("new", List.of(0)));
    }

    @ParameterizedTest
    @CsvSource({"1000, 1500", "2000, "})
    void shouldForgetTheMemoryItLearntToNeedWhenTheFileSaysAnother(long memory, @Nullable Long remembered) {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow())
                .heard(failed(0, 1, FailureClass.USER, "OutOfMemory"));
        story.at(seconds(10)).whenWoken();
        story.heard(failed(0, 2));

        // when
        story.when(Story.resume(new Sketch().retry(2).memory(memory).activity().workflow()));

        // then
        assertThat(story.activity(0).memoryBytes()).isEqualTo(remembered);
    }
}
