package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.failed;
import static io.akoflow.engine.run.Seen.logged;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.started;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.StoragePolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Activities that share a pod are said together, and each is told of alone")
class PackTest {

    private static Sketch flat(int size) {
        var sketch = new Sketch();
        for (int i = 0; i < size; i++) {
            sketch.activity();
        }
        return sketch;
    }

    /** 0, 1 and 2 in a pod. */
    private static Story three() {
        return Story.of(flat(3).packed(3, 3).workflow());
    }

    @Test
    void shouldSayFullPacksAndTheRestWhenNoOtherCanCome() {
        // given
        var story = Story.unasked();

        // when
        var decision = story.when(Story.request(flat(7).packed(3, 3).workflow()));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1 +1 +2", "ready 3/1 +4 +5", "ready 6/1");
    }

    @Test
    void shouldWaitForOthersWhenSomeCanStillCome() {
        // given
        var story = Story.unasked();
        var workflow = flat(2).activity(0).packed(3, 3).workflow();

        // when
        var decision = story.when(Story.request(workflow));
        var patient = story.at(seconds(3)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).isEmpty();
        assertThat(Said.commands(patient)).containsExactly("ready 0/1 +1");
    }

    @Test
    void shouldNotWaitWhenTheRuleSaysSo() {
        // given
        var story = Story.unasked();

        // when
        var decision = story.when(Story.request(flat(2).activity(0).packed(3, 0).workflow()));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1 +1");
    }

    @Test
    void shouldHaveSmallerPacksWhenTheWindowIsSmaller() {
        // given
        var story = Story.unasked();

        // when
        var decision =
                story.when(Story.request(flat(5).parallelism(2).packed(3, 3).workflow()));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1 +1");
    }

    @Test
    void shouldWaitForRoomForAllWhenOneOfThemEnds() {
        // given
        var story = Story.of(flat(6).parallelism(3).packed(3, 3).workflow());

        // when
        var first = story.at(seconds(2)).when(succeeded(0, 1));
        var last = story.heard(succeeded(1, 1)).when(succeeded(2, 1));

        // then
        assertThat(Said.commands(first)).isEmpty();
        assertThat(Said.commands(last)).containsExactly("ready 3/1 +4 +5");
    }

    @Test
    void shouldTakeWhatRoomThereIsWhenItHasWaitedLongForMore() {
        // given
        var story = Story.of(flat(6).parallelism(3).packed(3, 3).workflow());
        story.at(seconds(2)).heard(started(2, 1), succeeded(0, 1), succeeded(1, 1));

        // when
        var decision = story.at(seconds(12)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).contains("ready 3/1 +4");
    }

    @Test
    void shouldTakeWhatRoomThereIsWhenTheRestIsHeldByOthers() {
        // given
        var story = Story.unasked();
        var sketch =
                new Sketch().memory(1000).activity().memory(2000).activity().memory(3000);
        var workflow = sketch.activity().activity().activity().parallelism(3).packed(3, 3);

        // when
        var decision = story.when(Story.request(workflow.workflow()));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1", "ready 1/1", "ready 2/1");
    }

    @Test
    void shouldHaveNoMoreDisksThanOnePodTakes() {
        // given
        var story = Story.unasked();
        var sketch = flat(18).storage(StoragePolicy.Type.STANDALONE, StoragePolicy.Retain.NEVER);

        // when
        var decision = story.when(Story.request(sketch.packed(64, 0).workflow()));

        // then
        assertThat(decision.commands())
                .extracting(command -> ((ActivityReady) command).others().size())
                .containsExactly(15, 1);
    }

    @Test
    void shouldCountDisksOfDependenciesOnce() {
        // given
        var sketch = flat(2);
        for (int i = 2; i < 18; i++) {
            sketch.activity(0, 1);
        }
        var story = Story.of(sketch.storage(StoragePolicy.Type.STANDALONE, StoragePolicy.Retain.NEVER)
                .packed(64, 0)
                .workflow());

        // when
        var decision = story.heard(succeeded(0, 1)).when(succeeded(1, 1));

        // then
        assertThat(decision.commands())
                .extracting(command -> ((ActivityReady) command).others().size())
                .containsExactly(13, 1);
    }

    @Test
    void shouldForgetNobodyWhenOneIsTooMuchForAPod() {
        // given
        var sketch = new Sketch().script("x".repeat(30_000));
        for (int i = 0; i < 17; i++) {
            sketch.activity();
        }
        var story = Story.of(sketch.parallelism(9).packed(64, 0).workflow());
        for (int i = 1; i < 8; i++) {
            story.heard(succeeded(i, 1));
        }

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 8/1 +9 +10 +11 +12 +13 +14 +15", "ready 16/1");
    }

    @Test
    void shouldNotShareAPodWhenTheyAskForOtherThings() {
        // given
        var story = Story.unasked();
        var workflow = flat(2).memory(2000).activity().activity().packed(4, 3).workflow();

        // when
        var decision = story.when(Story.request(workflow));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1 +1", "ready 2/1 +3");
    }

    @Test
    void shouldNotShareAPodWhenCommandsAreLong() {
        // given
        var story = Story.unasked();
        var sketch = new Sketch().script("x".repeat(30_000));
        for (int i = 0; i < 10; i++) {
            sketch.activity();
        }

        // when
        var decision = story.when(Story.request(sketch.script("x".repeat(33_000))
                .activity()
                .activity()
                .packed(64, 0)
                .workflow()));

        // then
        assertThat(Said.commands(decision))
                .containsExactly("ready 0/1 +1 +2 +3 +4 +5 +6 +7", "ready 8/1 +9", "ready 10/1", "ready 11/1");
    }

    @Test
    void shouldHaveSmallerPacksWhenVariablesAreLong() {
        // given
        var story = Story.unasked();
        var sketch = new Sketch().env("TEXT", "x".repeat(30_000));
        for (int i = 0; i < 5; i++) {
            sketch.activity();
        }

        // when
        var decision = story.when(Story.request(sketch.packed(64, 0).workflow()));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1 +1", "ready 2/1 +3", "ready 4/1");
    }

    @Test
    void shouldRepeatOneAloneWhenItFails() {
        // given
        var story = Story.of(new Sketch()
                .retry(2)
                .activity()
                .activity()
                .activity()
                .packed(3, 3)
                .workflow());

        // when
        story.heard(started(1, 1), started(0, 1), failed(1, 1));
        var decision = story.at(seconds(12)).when(new RunInput.Woken());

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 1/2");
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.RUNNING);
    }

    @Test
    void shouldReleaseThePodOnceWhenAllAreOverAndLogged() {
        // given
        var story = three().at(seconds(5));
        for (int i = 0; i < 3; i++) {
            story.heard(started(i, 1), succeeded(i, 1));
        }

        // when
        var early = story.heard(logged(0, 1), logged(1, 1)).at(seconds(80)).when(new RunInput.Woken());
        var last = story.when(logged(2, 1));

        // then
        assertThat(Said.commands(early)).isEmpty();
        assertThat(Said.commands(last)).containsExactly("released 0/1");
    }

    @Test
    void shouldNotReleaseThePodWhenOneStillRunsAndAnotherIsSeenAgain() {
        // given
        var story = three().at(seconds(5)).heard(started(0, 1), started(2, 1), succeeded(0, 1), logged(0, 1));
        story.at(seconds(80)).when(new RunInput.Woken());

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(Said.commands(decision)).isEmpty();
    }
}
