package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.failed;
import static io.akoflow.engine.run.Seen.logged;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.StoragePolicy.Retain;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Jobs and disks are released")
class ReleaseTest {

    private static final String RUN = "01k5zq3v8m4n9p2r7s6t1w0xyz";

    @Test
    void shouldReleaseWhenTheValidityIsOverAndTheLogIsKept() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(succeeded(0, 1), logged(0, 1));

        // when
        var early = story.at(seconds(74)).whenWoken();
        var inTime = story.at(seconds(75)).whenWoken();

        // then
        assertThat(Said.commands(early)).doesNotContain("released 0/1");
        assertThat(Said.commands(inTime)).contains("released 0/1");
    }

    @Test
    void shouldReleaseAtOnceWhenTheLogComesAfterTheValidityIsOver() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(succeeded(0, 1)).at(seconds(80));

        // when
        var decision = story.when(logged(0, 1));

        // then
        assertThat(Said.commands(decision)).containsExactly("released 0/1");
    }

    @Test
    void shouldReleaseWhenTheLogDoesNotCome() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(succeeded(0, 1));

        // when
        var early = story.at(seconds(89)).whenWoken();
        var inTime = story.at(seconds(90)).whenWoken();

        // then
        assertThat(early.commands()).isEmpty();
        assertThat(Said.commands(inTime)).containsExactly("released 0/1");
    }

    @Test
    void shouldRememberTheLogWhenItCameBeforeTheOutcome() {
        // given
        var story = Story.of(Sketch.chain(1)).at(seconds(30)).heard(logged(0, 1), succeeded(0, 1));

        // when
        var decision = story.at(seconds(75)).whenWoken();

        // then
        assertThat(Said.commands(decision)).containsExactly("released 0/1");
    }

    @Test
    void shouldCountFromTheLastValidityWhenItWasSaidAgain() {
        // given
        var story = Story.of(Sketch.chain(1));
        story.at(seconds(60)).whenWoken();
        story.heard(logged(0, 1), succeeded(0, 1));

        // when
        var early = story.at(seconds(134)).whenWoken();
        var inTime = story.at(seconds(135)).whenWoken();

        // then
        assertThat(early.commands()).isEmpty();
        assertThat(Said.commands(inTime)).containsExactly("released 0/1");
    }

    @Test
    void shouldReleaseEveryAttemptWhenThereWereMany() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow()).heard(failed(0, 1));
        story.at(seconds(10)).whenWoken();
        story.heard(succeeded(0, 2));

        // when
        var decision = story.at(seconds(200)).whenWoken();

        // then
        assertThat(Said.commands(decision)).containsExactly("released 0/1", "released 0/2");
    }

    @ParameterizedTest(name = "{0}, when the run {1}: {2}")
    @CsvSource({
        "ALWAYS, succeeds, false", "ALWAYS, fails, false",
        "ON_FAILURE, succeeds, true", "ON_FAILURE, fails, false",
        "NEVER, succeeds, true", "NEVER, fails, true"
    })
    void shouldReleaseTheDiskAsThePolicySaysWhenTheLastJobIsReleased(Retain retain, String how, boolean released) {
        // given
        var workflow = new Sketch()
                .storage(StoragePolicy.Type.SHARED, retain)
                .activity()
                .activity()
                .workflow();
        var story = Story.of(workflow).heard(logged(0, 1), succeeded(0, 1));
        story.heard(how.equals("fails") ? failed(1, 1) : succeeded(1, 1));
        var first = story.at(seconds(75)).whenWoken();

        // when
        var last = story.at(seconds(90)).whenWoken();

        // then
        assertThat(Said.commands(first)).containsExactly("released 0/1");
        assertThat(Said.commands(last))
                .isEqualTo(released ? List.of("released 1/1", "run released") : List.of("released 1/1"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Retain.class,
            names = {"ALWAYS", "ON_FAILURE"})
    void shouldReleaseKeptDisksOnceWhenTheirRetentionIsOver(Retain retain) {
        // given
        var workflow = new Sketch()
                .storage(StoragePolicy.Type.SHARED, retain)
                .activity()
                .workflow();
        var story = Story.of(workflow).heard(failed(0, 1)).at(seconds(5)).wokenUntil(seconds(1000));
        var week = RunLimits.DEFAULT.diskRetention();

        // when
        var early = story.at(week.minusSeconds(1)).whenWoken();
        var inTime = story.at(week.plusSeconds(5)).whenWoken();
        var again = story.at(week.plusDays(100)).whenWoken();

        // then
        assertThat(early.stale()).isTrue();
        assertThat(Said.commands(inTime)).containsExactly("run released");
        assertThat(again.stale()).isTrue();
        assertThat(story.run().nextTimer()).isEmpty();
        assertThat(Said.commands(story.when(new RunInput.ReleaseAgain()))).containsExactly("run released");
        assertThat(story.when(Story.resume(null)).commands()).isEmpty();
    }

    @Test
    void shouldReleaseTheDiskAfterTheJobWhenItIsCancelledBetweenAttempts() {
        // given
        var workflow = new Sketch()
                .storage(StoragePolicy.Type.SHARED, Retain.NEVER)
                .retry(2)
                .activity()
                .workflow();
        var story = Story.of(workflow).heard(failed(0, 1));

        // when
        var decision = story.when(Story.cancel());

        // then
        assertThat(Said.commands(decision)).isEmpty();
        assertThat(Said.commands(story.at(seconds(90)).whenWoken())).containsExactly("released 0/1", "run released");
    }

    @Test
    void shouldKeepTheDisksThatAreToBeKeptWhenEveryActivityHasOne() {
        // given
        var workflow = new Sketch()
                .storage(StoragePolicy.Type.STANDALONE, Retain.NEVER)
                .activity()
                .keepDisk()
                .activity()
                .workflow();
        var story = Story.of(workflow).heard(succeeded(0, 1), succeeded(1, 1));

        // when
        var decision = story.at(seconds(90)).whenWoken();

        // then
        assertThat(decision.commands().getLast())
                .isEqualTo(new RunReleased(Story.ID, "akoflow-work", List.of("a0-%s-0".formatted(RUN))));
    }

    @Test
    void shouldSayThatTheJobMayGoWhenSomebodySpeaksOfItLongAfter() {
        // given
        var workflow = new Sketch()
                .storage(StoragePolicy.Type.SHARED, Retain.NEVER)
                .activity()
                .workflow();
        var story = Story.of(workflow).heard(succeeded(0, 1)).wokenUntil(seconds(1000));

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(Said.commands(decision)).containsExactly("released 0/1");
    }

    @Test
    void shouldReleaseEveryDiskAtOnceWhenARunAtRestIsDeleted() {
        // given
        var workflow = new Sketch()
                .storage(StoragePolicy.Type.STANDALONE, Retain.ALWAYS)
                .activity()
                .keepDisk()
                .activity()
                .workflow();
        var story = Story.of(workflow).heard(succeeded(0, 1), succeeded(1, 1)).wokenUntil(seconds(1000));

        // when
        var decision = story.when(Story.delete());

        // then
        var claims = List.of("a0-%s-0".formatted(RUN), "a1-%s-1".formatted(RUN));
        assertThat(decision.commands()).containsExactly(new RunReleased(Story.ID, "akoflow-work", claims));
        assertThat(story.run().isForgettable()).isTrue();
    }

    @Test
    void shouldReleaseTheDiskAfterTheLastJobWhenARunIsDeletedEarly() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(succeeded(0, 1));

        // when
        var decision = story.when(Story.delete());

        // then
        assertThat(decision.commands()).isEmpty();
        assertThat(story.run().isForgettable()).isFalse();
        assertThat(Said.commands(story.at(seconds(90)).whenWoken())).containsExactly("released 0/1", "run released");
        assertThat(story.run().isForgettable()).isTrue();
    }

    @Test
    void shouldBeStaleWhenARunIsDeletedAgain() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(succeeded(0, 1)).asked(Story.delete());

        // when
        var decision = story.when(Story.delete());

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldNotDeleteWhenTheRunIsNotOver() {
        // given
        var story = Story.of(Sketch.chain(1));

        // when
        var decision = story.when(Story.delete());

        // then
        assertThat(decision.stale()).isTrue();
        assertThat(story.snapshot().deleted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"4, false", "40000, true"})
    void shouldSayWhetherThereIsScriptToDelete(int length, boolean isObject) {
        // given
        var workflow = new Sketch().script("#".repeat(length)).activity().workflow();
        var story = Story.of(workflow).heard(succeeded(0, 1), logged(0, 1));

        // when
        var decision = story.at(seconds(75)).whenWoken();

        // then
        assertThat(decision.commands())
                .filteredOn(ActivityReleased.class::isInstance)
                .singleElement()
                .extracting("script")
                .isEqualTo(isObject);
    }
}
