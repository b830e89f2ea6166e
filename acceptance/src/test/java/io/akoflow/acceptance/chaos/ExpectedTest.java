package io.akoflow.acceptance.chaos;

import static io.akoflow.contract.ActivityState.CANCELLED;
import static io.akoflow.contract.ActivityState.FAILED;
import static io.akoflow.contract.ActivityState.SKIPPED;
import static io.akoflow.contract.ActivityState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.acceptance.chaos.Work.Shape;
import io.akoflow.acceptance.chaos.Work.Step;
import io.akoflow.contract.RunState;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What has to become of a work follows from its fates")
class ExpectedTest {

    private static final Shape SHAPE = new Shape("shared", "always", 10);

    @Test
    void shouldSkipWhatDependsOnFailureWhenBranchesGoOn() {
        // given
        var work = work(
                Story.CONTINUES,
                step(new Fate.FailsAlways(2)),
                step(new Fate.FailsFirst(1)),
                step(new Fate.Succeeds(), 0, 1),
                step(new Fate.Succeeds(), 1));
        // when
        var expected = Expected.of(work);
        // then
        assertThat(expected.run()).isEqualTo(RunState.FAILED);
        assertThat(expected.activities())
                .containsExactly(Set.of(FAILED), Set.of(SUCCEEDED), Set.of(SKIPPED), Set.of(SUCCEEDED));
    }

    @Test
    void shouldAllowNoSuccessOfWhatDependsOnFailureWhenStopped() {
        // given
        var work = work(Story.FINISHES, step(new Fate.FailsAlways(1)), step(new Fate.Succeeds(), 0));
        // when
        var expected = Expected.of(work);
        // then
        assertThat(expected.run()).isEqualTo(RunState.FAILED);
        assertThat(expected.activities().getLast()).containsExactlyInAnyOrder(SKIPPED, CANCELLED);
    }

    @Test
    void shouldAllSucceedWhenMended() {
        // given
        var work = work(Story.RESUMED, step(new Fate.FailsAlways(1)), step(new Fate.Succeeds(), 0));
        // when
        var mended = Expected.of(work.mended());
        // then
        assertThat(mended).isEqualTo(Expected.afterwards(work));
    }

    @Test
    void shouldBeSameWorkWhenSameSeedAndNumber() {
        // when
        var once = IntStream.range(0, 20).mapToObj(new Works(7, true)::get).toList();
        var again = IntStream.range(0, 20).mapToObj(new Works(7, true)::get).toList();
        // then
        assertThat(again).isEqualTo(once);
        assertThat(IntStream.range(0, 20).mapToObj(new Works(8, true)::get).toList())
                .isNotEqualTo(once);
        assertThat(once.stream().map(Work::story)).contains(Story.values());
    }

    private static Work work(Story story, Step... steps) {
        return new Work(0, true, story, SHAPE, List.of(steps));
    }

    private static Step step(Fate fate, Integer... parents) {
        return new Step(fate, List.of(parents), 100);
    }
}
