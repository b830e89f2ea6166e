package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.failed;
import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Seen.succeeded;
import static io.akoflow.engine.run.Story.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.Observation;
import io.akoflow.contract.RunFact.ActivityChanged;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An attempt fails")
class FailureTest {

    @Test
    void shouldPauseWhenAnotherAttemptIsLeft() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow());

        // when
        var decision = story.when(failed(0, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 BACKING_OFF");
        assertThat(decision.facts()).first().isInstanceOfSatisfying(ActivityChanged.class, changed -> {
            assertThat(changed.until()).isBetween(START, START.plusSeconds(10));
            assertThat(changed.failure()).isEqualTo(Seen.failure(FailureClass.USER, "ExitCode"));
            assertThat(changed.endedAt()).isEqualTo(Seen.ENDED);
        });
    }

    @Test
    void shouldSayTheNextAttemptWhenThePauseIsOver() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow()).heard(failed(0, 1));

        // when
        var decision = story.at(seconds(10)).whenWoken();

        // then
        assertThat(Said.facts(decision)).containsExactly("0/2 READY");
        assertThat(Said.commands(decision)).containsExactly("ready 0/2");
    }

    @Test
    void shouldKnowNothingOfTheOldPodWhenTheNextAttemptBegins() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow()).heard(Seen.logged(0, 1), failed(0, 1));

        // when
        story.at(seconds(10)).whenWoken();

        // then
        var next = story.activity(0);
        assertThat(next.pod()).isNull();
        assertThat(next.startedAt()).isNull();
        assertThat(next.endedAt()).isNull();
        assertThat(next.logged()).isFalse();
        assertThat(next.failure()).isNotNull();
    }

    @Test
    void shouldDoubleTheLongestPauseWhenItFailsAgain() {
        // given
        var first = Duration.ofSeconds(10);
        var longest = Duration.ofSeconds(30);

        // when
        var pauses = IntStream.rangeClosed(1, 4)
                .mapToObj(failures -> Attempts.pause(first, longest, failures))
                .toList();

        // then
        assertThat(pauses).containsExactly(seconds(10), seconds(20), seconds(30), seconds(30));
    }

    @Test
    void shouldSpreadOverTheWholePauseWhenManyFailTogether() {
        // given
        int many = 10_000;

        // when
        var millis = IntStream.range(0, many)
                .mapToLong(i -> Attempts.part(seconds(10), new AttemptId(Story.ID, i, 1 + i % 3))
                        .toMillis())
                .toArray();

        // then
        assertThat(Arrays.stream(millis)).allMatch(it -> it >= 0 && it < 10_000);
        var tenths = new int[10];
        for (long it : millis) {
            tenths[(int) (it / 1000)]++;
        }
        assertThat(Arrays.stream(tenths)).allMatch(it -> it > many * 0.085 && it < many * 0.115);
    }

    @Test
    void shouldPauseAlikeWhenItIsDecidedAgain() {
        // given
        var one = Story.of(new Sketch().retry(2).activity().workflow());
        var other = Story.of(new Sketch().retry(2).activity().workflow());

        // when
        one.when(failed(0, 1));
        other.when(failed(0, 1));

        // then
        assertThat(one.activity(0).timer()).isEqualTo(other.activity(0).timer());
    }

    @Test
    void shouldFailForGoodWhenNoAttemptIsLeft() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow());
        story.heard(failed(0, 1)).at(seconds(10)).whenWoken();

        // when
        var decision = story.when(failed(0, 2));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/2 FAILED", "run FAILED");
        assertThat(story.snapshot().message()).isEqualTo("1 of 1 activity failed: a0.");
    }

    @Test
    void shouldNotSpendTheUsersAttemptsWhenTheInfrastructureFails() {
        // given
        var story = Story.of(Sketch.chain(1));

        // when
        var decision = story.when(failed(0, 1, FailureClass.INFRASTRUCTURE, "NodeLost"));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 BACKING_OFF");
        assertThat(story.activity(0).userFailures()).isZero();
    }

    @Test
    void shouldFailForGoodWhenTheInfrastructuresBudgetIsSpent() {
        // given
        var story = Story.of(Sketch.chain(1));
        for (int attempt = 1; attempt <= RunLimits.DEFAULT.infrastructureAttempts(); attempt++) {
            story.heard(failed(0, attempt, FailureClass.INFRASTRUCTURE, "NodeLost"));
            story.at(seconds(1000L * attempt)).whenWoken();
        }

        // when
        var decision = story.when(failed(0, 11, FailureClass.INFRASTRUCTURE, "NodeLost"));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/11 FAILED", "run FAILED");
    }

    @Test
    void shouldFailAtOnceWhenItWillNotGetBetter() {
        // given
        var story = Story.of(new Sketch().retry(5).activity().workflow());

        // when
        var decision = story.when(failed(0, 1, FailureClass.CONFIGURATION, "ImagePull"));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 FAILED", "run FAILED");
    }

    @Test
    void shouldGetMoreMemoryWhenItRanOutOfIt() {
        // given
        var story = Story.of(new Sketch().retry(3).activity().workflow());
        story.heard(failed(0, 1, FailureClass.USER, "OutOfMemory"));

        // when
        var decision = story.at(seconds(10)).whenWoken();

        // then
        assertThat(decision.commands())
                .first()
                .isInstanceOfSatisfying(
                        ActivityReady.class,
                        ready -> assertThat(ready.spec().activity().resources().memoryBytes())
                                .isEqualTo(1500));
    }

    @Test
    void shouldGetNoMoreMemoryThanTheDeploymentAllowsWhenItRanOutOfIt() {
        // given
        var workflow = new Sketch().retry(3).activity().workflow();
        var story = Story.of(workflow, RunLimits.DEFAULT.withMostMemory(1200L));
        var small = Story.of(workflow, RunLimits.DEFAULT.withMostMemory(500L));

        // when
        story.when(failed(0, 1, FailureClass.USER, "OutOfMemory"));
        small.when(failed(0, 1, FailureClass.USER, "OutOfMemory"));

        // then
        assertThat(story.activity(0).memoryBytes()).isEqualTo(1200);
        assertThat(small.activity(0).memoryBytes()).isEqualTo(1000);
    }

    @Test
    void shouldForgetTheFailureWhenALaterAttemptSucceeds() {
        // given
        var story = Story.of(new Sketch().retry(2).activity().workflow());
        story.heard(failed(0, 1)).at(seconds(10)).whenWoken();

        // when
        story.when(succeeded(0, 2));

        // then
        assertThat(story.activity(0).failure()).isNull();
        assertThat(story.activity(0).state()).isEqualTo(ActivityState.SUCCEEDED);
    }

    static Stream<Observation> endsWithoutPod() {
        return Stream.of(Seen.refused(0, 1), Seen.lost(0, 1));
    }

    @ParameterizedTest
    @MethodSource("endsWithoutPod")
    void shouldSayWhenItEndedWhenNoPodTellsIt(Observation end) {
        // given
        var story = Story.of(Sketch.chain(1)).heard(Seen.started(0, 1));

        // when
        story.when(end);

        // then
        assertThat(story.activity(0).endedAt()).isEqualTo(Seen.ENDED);
    }

    @Test
    void shouldKnowTheNodeOfTheRunsDiskWhenNothingHasEndedThereYet() {
        // given
        var story = Story.of(Sketch.chain(1));

        // when
        story.heard(Seen.started(0, 1), Seen.lost(0, 1));

        // then
        assertThat(story.snapshot().lastNode()).isEqualTo("node-0");
    }

    @Test
    void shouldSayThatItIsReadyAgainWhenTheWindowWasFullAfterThePause() {
        // given
        var workflow =
                new Sketch().parallelism(1).retry(2).activity().activity().workflow();
        var story = Story.of(workflow).heard(failed(0, 1));
        var pauseIsOver = story.at(seconds(10)).whenWoken();

        // when
        var decision = story.when(succeeded(1, 1));

        // then
        assertThat(Said.facts(pauseIsOver)).containsExactly("0/1 READY");
        assertThat(Said.facts(decision)).containsExactly("1/1 SUCCEEDED", "0/2 READY");
    }
}
