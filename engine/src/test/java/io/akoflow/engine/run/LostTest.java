package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.dispatched;
import static io.akoflow.engine.run.Seen.failed;
import static io.akoflow.engine.run.Seen.lost;
import static io.akoflow.engine.run.Seen.neverStarted;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.started;
import static io.akoflow.engine.run.Seen.succeeded;
import static io.akoflow.engine.run.Story.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.RunFact;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Job is gone, a database is old: the world is not as it was left")
class LostTest {

    @Test
    void shouldTryAgainOnTheInfrastructuresBudgetWhenAJobIsLost() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(started(0, 1)).at(seconds(900));

        // when
        var decision = story.when(lost(0, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 BACKING_OFF");
        assertThat(story.activity(0).infrastructureFailures()).isEqualTo(1);
        assertThat(story.activity(0).timer()).isBetween(START.plusSeconds(900), START.plusSeconds(901));
        assertThat(Said.commands(story.at(seconds(901)).whenWoken())).contains("ready 0/2");
    }

    @Test
    void shouldNotBeginTheNextAttemptWhileTheLostOneMayBeMadeAnew() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(started(0, 1)).at(seconds(5));

        // when
        story.when(lost(0, 1));

        // then
        assertThat(story.activity(0).timer()).isEqualTo(START.plusSeconds(75));
        assertThat(Said.commands(story.at(seconds(75)).whenWoken())).containsExactly("released 0/1", "ready 0/2");
    }

    @Test
    void shouldBelieveASuccessWhenTheAttemptWasGivenUpForLost() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(started(0, 1), lost(0, 1));

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 SUCCEEDED", "1/1 READY");
        assertThat(Said.commands(decision)).containsExactly("ready 1/1");
    }

    @Test
    void shouldBelieveASuccessWhenTheNextAttemptIsHeldByTheWindow() {
        // given
        var workflow = new Sketch().parallelism(1).activity().activity().workflow();
        var story = Story.of(workflow).heard(started(0, 1), lost(0, 1));
        story.wokenUntil(seconds(80));

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.SUCCEEDED);
        assertThat(Said.facts(decision)).containsExactly("0/1 SUCCEEDED");
    }

    @Test
    void shouldNotBelieveASuccessWhenTheNextAttemptHasBegun() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(started(0, 1), lost(0, 1)).wokenUntil(seconds(75));

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.READY);
        assertThat(decision.facts()).isEmpty();
    }

    @Test
    void shouldNotBelieveASuccessWhenTheAttemptWasSeenToFail() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow()).heard(failed(0, 1));

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldBelieveTheFirstOutcomeWhenAFailureFollowsASuccess() {
        // given
        var story = Story.of(Sketch.chain(2)).heard(succeeded(0, 1));

        // when
        var decision = story.when(failed(0, 1));

        // then
        assertThat(decision.stale()).isTrue();
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.SUCCEEDED);
    }

    @Test
    void shouldEndThePodWhenItWasGivenUpBeforeItsContainerRan() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(dispatched(0, 1));

        // when
        var decision = story.when(neverStarted(0, 1));

        // then
        assertThat(Said.commands(decision)).containsExactly("withdrawn 0/1");
        assertThat(Said.commands(story.at(seconds(74)).whenWoken())).isEmpty();
        assertThat(Said.commands(story.at(seconds(75)).whenWoken())).containsExactly("released 0/1", "ready 0/2");
    }

    @Test
    void shouldKeepTheJobWhenItsContainerWasHeardToRun() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(started(0, 1));

        // when
        var decision = story.when(neverStarted(0, 1));

        // then
        assertThat(decision.commands()).isEmpty();
    }

    @Test
    void shouldTakeOverAnAttemptThatItDoesNotKnowWhenThatIsTheNextOne() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow()).heard(failed(0, 1));

        // when
        var decision = story.at(seconds(5)).when(started(0, 2));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/2 RUNNING");
        assertThat(decision.commands()).isEmpty();
        assertThat(story.activity(0).validUntil()).isEqualTo(START.plusSeconds(65));
    }

    @Test
    void shouldNotUseNumbersOfFactsAgainWhenItTakesOverAnAttempt() {
        // given
        var workflow =
                new Sketch().retry(2).activity().activity().parallelism(1).workflow();
        var before = Story.of(workflow).heard(failed(0, 1)).wokenUntil(seconds(15));
        before.heard(succeeded(1, 1), dispatched(0, 2), started(0, 2));
        var restored = Story.of(workflow).heard(failed(0, 1), succeeded(1, 1), dispatched(0, 2), started(0, 2));

        // when
        var decision = restored.when(succeeded(0, 2));

        // then
        assertThat(before.activity(0).state()).isEqualTo(ActivityState.RUNNING);
        assertThat(decision.facts())
                .extracting(RunFact::seq)
                .allMatch(seq -> seq > before.snapshot().seq());
    }

    @Test
    void shouldGoOnWhenTheOutcomeOfAnAttemptComesThatItDoesNotKnow() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().activity(0).workflow())
                .heard(failed(0, 1));

        // when
        var decision = story.when(succeeded(0, 2));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/2 SUCCEEDED", "1/1 READY");
    }

    @Test
    void shouldIgnoreAnAttemptThatItDoesNotKnowWhenThatIsFarAhead() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow()).heard(failed(0, 1));

        // when
        var decision = story.when(succeeded(0, 3));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldIgnoreTheNextAttemptWhenThePresentOneIsUnderWay() {
        // given
        var story = Story.of(Sketch.chain(1)).heard(started(0, 1));

        // when
        var decision = story.when(succeeded(0, 2));

        // then
        assertThat(decision.stale()).isTrue();
    }

    @Test
    void shouldIgnoreAnActivityThatIsNotThere() {
        // given
        var story = Story.of(Sketch.chain(1));

        // when
        var stale = story.when(succeeded(7, 1)).stale()
                && story.when(succeeded(0, 0)).stale();

        // then
        assertThat(stale).isTrue();
    }

    @Test
    void shouldPauseLongerWhenJobsAreLostAgainAndAgain() {
        // given
        var story = Story.of(Sketch.chain(1));
        story.heard(failed(0, 1, FailureClass.INFRASTRUCTURE, "NodeLost")).wokenUntil(seconds(1000));

        // when
        story.heard(failed(0, 2, FailureClass.INFRASTRUCTURE, "NodeLost"));

        // then
        assertThat(story.activity(0).timer()).isBetween(START.plusSeconds(1000), START.plusSeconds(1002));
    }
}
