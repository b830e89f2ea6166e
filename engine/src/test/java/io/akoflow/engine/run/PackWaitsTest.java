package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.started;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A shared pod that waits is ended only when that may help")
class PackWaitsTest {

    /** 0, 1 and 2 in a pod. */
    private static Story three() {
        return Story.of(
                new Sketch().activity().activity().activity().packed(3, 3).workflow());
    }

    private static Story withoutNode(Story story) {
        return story.heard(waiting(0, Reason.NODE), waiting(1, Reason.NODE), waiting(2, Reason.NODE));
    }

    private static ActivityWaiting waiting(int activity, Reason reason) {
        return new ActivityWaiting(Story.ID, activity, 1, Story.START, reason, true, "There is no room.");
    }

    @Test
    void shouldEndThePodWhenItFindsNoNode() {
        // given
        var story = withoutNode(three());

        // when
        var decision = story.at(seconds(60)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1 +1 +2");
        assertThat(story.activity(2).state()).isEqualTo(ActivityState.DISPATCHED);
    }

    @Test
    void shouldSayAgainThatThePodEndsWhenNobodyMayHaveHeardIt() {
        // given
        var story = withoutNode(three()).wokenUntil(seconds(60));

        // when
        var said = story.when(new RunInput.SayAgain(MessageType.ACTIVITY_WITHDRAWN, new AttemptId(Story.ID, 0, 1)));
        var later = story.heard(waiting(1, Reason.NODE)).at(seconds(960)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(said)).containsExactly("withdrawn 0/1 +1 +2");
        assertThat(Said.commands(later)).containsExactly("withdrawn 0/1 +1 +2", "check 0/1 +1 +2");
    }

    @Test
    void shouldLetThePodWaitForANodeAsLongAsSomethingOfTheRunRuns() {
        // given
        var sketch = new Sketch().activity().activity().activity().memory(5000).activity();
        var story = withoutNode(Story.of(sketch.packed(3, 3).workflow())).heard(started(3, 1));

        // when
        var early = story.at(seconds(60)).when(new RunInput.Woken());
        var later = story.heard(succeeded(3, 1)).at(seconds(120)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(early)).isEmpty();
        assertThat(Said.commands(later)).contains("withdrawn 0/1 +1 +2");
    }

    @Test
    void shouldEndThePodWhenItFoundNoNodeForLongThoughSomethingStillRuns() {
        // given
        var sketch = new Sketch().activity().activity().activity().memory(5000).activity();
        var story = withoutNode(Story.of(sketch.packed(3, 3).workflow())).heard(started(3, 1));

        // when
        var decision = story.wokenUntil(seconds(659)).at(seconds(660)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1 +1 +2");
    }

    @Test
    void shouldLetThePodWaitWhenAQueueHoldsIt() {
        // given
        var story = three().heard(waiting(0, Reason.QUOTA), waiting(1, Reason.QUOTA), waiting(2, Reason.QUOTA));

        // when
        var decision = story.at(seconds(900)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).containsExactly("check 0/1 +1 +2");
    }
}
