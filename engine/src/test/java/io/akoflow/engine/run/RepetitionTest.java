package io.akoflow.engine.run;

import static io.akoflow.contract.MessageType.ACTIVITY_CHECK;
import static io.akoflow.contract.MessageType.ACTIVITY_READY;
import static io.akoflow.contract.MessageType.ACTIVITY_RELEASED;
import static io.akoflow.contract.MessageType.ACTIVITY_WITHDRAWN;
import static io.akoflow.engine.run.Seen.dispatched;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.started;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.StoragePolicy.Retain;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A planner died before it said something")
class RepetitionTest {

    @Test
    void shouldSayThatItIsReadyWithANewValidityWhenItIsNotDispatched() {
        // given
        var story = Story.of(Sketch.chain(1)).at(seconds(10));

        // when
        var decision = story.when(again(ACTIVITY_READY));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1");
        assertThat(story.activity(0).validUntil()).isEqualTo(Story.START.plusSeconds(70));
    }

    @Test
    void shouldNotSayThatItIsReadyWhenItIsDispatched() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(dispatched(0, 1));

        // when
        var decision = story.when(again(ACTIVITY_READY));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldNotSayThatItIsReadyWhenItIsOver() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(succeeded(0, 1));

        // when
        var decision = story.when(again(ACTIVITY_READY));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldLookForItWhenItRuns() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(started(0, 1));

        // when
        var decision = story.when(again(ACTIVITY_CHECK));

        // then
        assertThat(Said.commands(decision)).containsExactly("check 0/1");
    }

    @Test
    void shouldNotLookForItWhenItIsNotDispatched() {
        // given
        var story = Story.of(Sketch.chain(1));

        // when
        var decision = story.when(again(ACTIVITY_CHECK));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldWithdrawWhenTheRunIsBeingCancelled() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(started(0, 1)).asked(Story.cancel());

        // when
        var decision = story.when(again(ACTIVITY_WITHDRAWN));

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1");
    }

    @Test
    void shouldWithdrawWhenTheAttemptIsOver() {
        // given
        var story = Story.of(Sketch.chain(1)).asked(Story.cancel());

        // when
        var decision = story.when(again(ACTIVITY_WITHDRAWN));

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1");
    }

    @Test
    void shouldNotWithdrawWhenTheAttemptIsReleased() {
        // given
        var story = Story.of(Sketch.chain(1)).asked(Story.cancel()).at(seconds(75));
        story.whenWoken();

        // when
        var decision = story.when(again(ACTIVITY_WITHDRAWN));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldNotWithdrawWhenTheAttemptIsUnderWay() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(started(0, 1));

        // when
        var decision = story.when(again(ACTIVITY_WITHDRAWN));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldReleaseWhenTheJobIsNotKept() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(succeeded(0, 1)).wokenUntil(seconds(1000));

        // when
        var decision = story.when(again(ACTIVITY_RELEASED));

        // then
        assertThat(Said.commands(decision)).containsExactly("released 0/1");
    }

    @Test
    void shouldNotReleaseWhenTheJobIsStillKept() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(succeeded(0, 1));

        // when
        var decision = story.when(again(ACTIVITY_RELEASED));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldReleaseTheDiskAgainWhenTheRunIsAtRest() {
        // given
        var story = Story.of(new Sketch()
                        .storage(StoragePolicy.Type.SHARED, Retain.NEVER)
                        .activity()
                        .workflow())
                .heard(succeeded(0, 1))
                .wokenUntil(seconds(1000));

        // when
        var decision = story.when(new RunInput.ReleaseAgain());

        // then
        assertThat(Said.commands(decision)).containsExactly("run released");
    }

    @Test
    void shouldReleaseTheDiskAgainWhenTheRunIsDeletedThoughItsPolicyKeepsIt() {
        // given
        var story = Story.of(Sketch.chain(1))
                .heard(succeeded(0, 1))
                .wokenUntil(seconds(1000))
                .asked(Story.delete());

        // when
        var decision = story.when(new RunInput.ReleaseAgain());

        // then
        assertThat(Said.commands(decision)).containsExactly("run released");
    }

    @Test
    void shouldReleaseTheDiskWhenAResumeCameAfterItsRelease() {
        // given
        var story = Story.of(new Sketch()
                        .storage(StoragePolicy.Type.SHARED, Retain.NEVER)
                        .activity()
                        .workflow())
                .heard(Seen.failed(0, 1))
                .wokenUntil(seconds(1000))
                .asked(Story.resume(null));

        // when
        var decision = story.when(new RunInput.ReleaseAgain());

        // then
        assertThat(Said.commands(decision)).containsExactly("run released");
    }

    private static RunInput again(MessageType type) {
        return new RunInput.SayAgain(type, new AttemptId(Story.ID, 0, 1));
    }
}
