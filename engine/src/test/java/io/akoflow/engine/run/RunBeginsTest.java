package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.succeeded;
import static io.akoflow.engine.run.Story.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunState;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.StoragePolicy.Retain;
import io.akoflow.contract.Workflow;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run begins, and goes on as its graph says")
class RunBeginsTest {

    private static final Workflow DIAMOND =
            new Sketch().activity().activity(0).activity(0).activity(1, 2).workflow();

    @Test
    void shouldSayOnlyWhatDependsOnNothingWhenItIsRequested() {
        // given
        var run = Run.unknown(Story.ID, RunLimits.DEFAULT);

        // when
        var decision = run.decide(new RunInput.Requested(Story.request(DIAMOND)), START);

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 0/1");
        assertThat(Said.facts(decision)).containsExactly("run started", "0/1 READY");
    }

    @Test
    void shouldChangeNothingWhenItOnlyDecides() {
        // given
        var run = Run.unknown(Story.ID, RunLimits.DEFAULT);

        // when
        run.decide(new RunInput.Requested(Story.request(DIAMOND)), START);

        // then
        assertThat(run.snapshot()).isEmpty();
    }

    @Test
    void shouldBeStaleWhenItIsRequestedAgain() {
        // given
        var story = Story.of(DIAMOND);

        // when
        var decision = story.when(Story.request(DIAMOND));

        // then
        assertThat(decision).isEqualTo(new Decision(List.of(), List.of(), List.of(), true));
    }

    @Test
    void shouldBeStaleWhenNobodyAskedForTheRun() {
        // given
        var run = Run.unknown(Story.ID, RunLimits.DEFAULT);

        // when
        var decision = run.decide(new RunInput.Observed(succeeded(0, 1)), START);

        // then
        assertThat(decision).isEqualTo(new Decision(List.of(), List.of(), List.of(), true));
    }

    @Test
    void shouldSayEveryChildWhenItsOnlyDependencySucceeded() {
        // given
        var story = Story.of(DIAMOND);

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 SUCCEEDED", "1/1 READY", "2/1 READY");
        assertThat(Said.commands(decision)).containsExactly("ready 1/1", "ready 2/1");
    }

    @Test
    void shouldSayNothingOfAJoinWhenAnotherDependencyIsUnfinished() {
        // given
        var story = Story.of(DIAMOND).heard(succeeded(0, 1));

        // when
        var decision = story.when(succeeded(1, 1));

        // then
        assertThat(Said.commands(decision)).isEmpty();
    }

    @Test
    void shouldSayAJoinWhenItsLastDependencySucceeded() {
        // given
        var story = Story.of(DIAMOND).heard(succeeded(0, 1), succeeded(2, 1));

        // when
        var decision = story.when(succeeded(1, 1));

        // then
        assertThat(Said.commands(decision)).containsExactly("ready 3/1");
    }

    @Test
    void shouldEndWhenTheLastActivitySucceeded() {
        // given
        var story = Story.of(DIAMOND).heard(succeeded(0, 1), succeeded(1, 1), succeeded(2, 1));

        // when
        var decision = story.when(succeeded(3, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("3/1 SUCCEEDED", "run SUCCEEDED");
        assertThat(story.snapshot().message()).isEqualTo("All 4 activities succeeded.");
        assertThat(story.snapshot().endedAt()).isEqualTo(START);
    }

    @Test
    void shouldPassOnWarningsWhenAnActivitySucceeded() {
        // given
        var story = Story.of(Sketch.chain(1));

        // when
        var decision = story.when(
                new ActivitySucceeded(Story.ID, 0, 1, Seen.ENDED, null, null, List.of("A child was killed.")));

        // then
        assertThat(decision.facts())
                .first()
                .isInstanceOfSatisfying(
                        ActivityChanged.class,
                        changed -> assertThat(changed.warnings()).containsExactly("A child was killed."));
    }

    @Test
    void shouldCountFactsWithoutGapWhenThereAreManyAtOnce() {
        // given
        var story = Story.of(DIAMOND);

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(decision.facts()).extracting(fact -> fact.seq()).containsExactly(3L, 4L, 5L);
        assertThat(story.snapshot().seq()).isEqualTo(5);
    }

    @Test
    void shouldSayTheLongestWayFirstWhenTheWindowIsNarrow() {
        // given
        var workflow = new Sketch()
                .parallelism(2)
                .activity()
                .activity()
                .activity()
                .activity(1)
                .activity(2)
                .activity(4)
                .workflow();

        // when
        var story = Story.of(workflow);

        // then
        assertThat(List.of(0, 1, 2))
                .filteredOn(i -> story.activity(i).isUnderWay())
                .containsExactly(1, 2);
    }

    @Test
    void shouldSayTheNextOneWhenThereIsRoomInTheWindow() {
        // given
        var story = Story.of(new Sketch().parallelism(1).activity().activity().workflow());

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(Said.facts(decision)).containsExactly("0/1 SUCCEEDED", "1/1 READY");
        assertThat(Said.commands(decision)).containsExactly("ready 1/1");
    }

    @Test
    void shouldTakeTheDeploymentsWindowWhenTheWorkflowAsksForMore() {
        // given
        var workflow =
                new Sketch().parallelism(3).activity().activity().activity().workflow();

        // when
        var story = Story.of(workflow, window(2));

        // then
        assertThat(List.of(0, 1, 2))
                .filteredOn(i -> story.activity(i).isUnderWay())
                .hasSize(2);
    }

    @Test
    void shouldSayThatAnActivityIsReadyWhenTheWindowHoldsItBack() {
        // given
        var run = Run.unknown(Story.ID, window(1));

        // when
        var decision = run.decide(new RunInput.Requested(Story.request(Sketch.flat(2))), START);

        // then
        assertThat(Said.facts(decision)).containsExactly("run started", "0/1 READY", "1/0 READY");
        assertThat(Said.commands(decision)).containsExactly("ready 0/1");
    }

    @Test
    void shouldNameWhereTheLastPodRanWhenTheNextIsSaid() {
        // given
        var story = Story.of(Sketch.chain(2));

        // when
        var decision = story.when(succeeded(0, 1));

        // then
        assertThat(specs(decision)).extracting(AttemptSpec::lastNode).containsExactly("node-0");
    }

    @Test
    void shouldNameTheParentsWhenFilesAreCopiedFromThem() {
        // given
        var workflow = new Sketch()
                .storage(StoragePolicy.Type.STANDALONE, Retain.ALWAYS)
                .activity()
                .activity()
                .activity(1, 0)
                .workflow();
        var story = Story.of(workflow).heard(succeeded(0, 1));

        // when
        var decision = story.when(succeeded(1, 1));

        // then
        assertThat(specs(decision))
                .extracting(AttemptSpec::parents)
                .containsExactly(List.of(new AttemptSpec.Parent(1, "a1"), new AttemptSpec.Parent(0, "a0")));
    }

    @Test
    void shouldGoOnTheSameWhenItIsReadFromWhatWasKept() {
        // given
        var story = Story.of(DIAMOND).heard(succeeded(0, 1));
        var rows = List.of(story.activity(2), story.activity(0), story.activity(1));

        // when
        var restored = Run.restore(story.snapshot(), rows, RunLimits.DEFAULT);

        // then
        var next = new RunInput.Observed(succeeded(1, 1));
        assertThat(restored.decide(next, START)).isEqualTo(story.run().decide(next, START));
        assertThat(restored.snapshot().map(RunSnapshot::state)).contains(RunState.RUNNING);
        assertThat(restored.nextTimer()).isEqualTo(story.run().nextTimer());
    }

    private static List<AttemptSpec> specs(Decision decision) {
        return decision.commands().stream()
                .map(ActivityReady.class::cast)
                .map(ActivityReady::spec)
                .toList();
    }

    private static RunLimits window(int size) {
        var limits = RunLimits.DEFAULT;
        return new RunLimits(
                size,
                limits.validity(),
                limits.releaseMargin(),
                limits.silence(),
                limits.logPatience(),
                limits.infrastructureAttempts(),
                limits.diskRetention(),
                null,
                limits.workNamespace());
    }
}
