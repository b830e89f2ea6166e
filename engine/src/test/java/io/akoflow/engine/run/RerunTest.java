package io.akoflow.engine.run;

import static io.akoflow.engine.run.Seen.seconds;
import static io.akoflow.engine.run.Sketch.withImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.run.Rerun.Reason;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayName("What runs again after a resume, and why")
class RerunTest {

    @Test
    void shouldSayWhyEachRunsAgain() {
        // given
        var before = Sketch.tree();
        var after = new Sketch()
                .activity()
                .activity(0)
                .activity(1)
                .activity(0)
                .activity()
                .activity(4)
                .workflow();
        var states = List.of(
                ActivityState.SUCCEEDED,
                ActivityState.SUCCEEDED,
                ActivityState.SUCCEEDED,
                ActivityState.SKIPPED,
                ActivityState.SUCCEEDED);

        // when
        var reruns = Rerun.all(before, withImage(after, 1), states::get);

        // then
        assertThat(reruns)
                .containsExactly(
                        new Rerun(1, "a1", Reason.CHANGED, "Changed: image."),
                        new Rerun(2, "a2", Reason.DESCENDANT, "It depends on 'a1', which runs again."),
                        new Rerun(3, "a3", Reason.NOT_SUCCEEDED, "It is skipped."),
                        new Rerun(5, "a5", Reason.NEW, "It is new."));
    }

    @Test
    void shouldNotRunAgainWhatOnlyGetsMoreTries() {
        // given
        var before = Sketch.chain(1);
        var after = new Sketch().retry(5).activityTimeout(seconds(9)).activity().workflow();

        // when
        var reruns = Rerun.all(before, after, _ -> ActivityState.SUCCEEDED);

        // then
        assertThat(reruns).isEmpty();
    }

    @Test
    void shouldRunEverythingAgainWhenTheMountPathIsAnother() {
        // given
        var it = Sketch.chain(2);
        var moved = new Workflow(
                it.name(),
                it.namespace(),
                it.storage(),
                "/elsewhere",
                it.shell(),
                it.parallelism(),
                it.onFailure(),
                it.timeout(),
                it.activities());

        // when
        var reruns = Rerun.all(it, moved, _ -> ActivityState.SUCCEEDED);

        // then
        assertThat(reruns)
                .extracting(Rerun::because)
                .containsOnly("Changed: mountPath.")
                .hasSize(2);
    }

    @RepeatedTest(200)
    void shouldRunAgainExactlyWhatFollowsFromChanges(RepetitionInfo repetition) {
        // given
        var random = new Random(repetition.getCurrentRepetition());
        var before = randomGraph(random, 1 + random.nextInt(30));
        int size = before.activities().size();
        var changed = new BitSet();
        var after = before;
        for (int i = 0; i < size; i++) {
            if (random.nextInt(8) == 0) {
                changed.set(i);
                after = withImage(after, i);
            }
        }

        // when
        var reruns = Rerun.all(before, after, _ -> ActivityState.SUCCEEDED);

        // then
        var expected = IntStream.range(0, size)
                .filter(i -> reaches(before, i, changed, new HashSet<>()))
                .boxed()
                .toList();
        assertThat(reruns).extracting(Rerun::activity).containsExactlyElementsOf(expected);
    }

    private static boolean reaches(Workflow workflow, int activity, BitSet changed, Set<Integer> seen) {
        return changed.get(activity)
                || workflow.activities().get(activity).dependsOn().stream()
                        .anyMatch(parent -> seen.add(parent) && reaches(workflow, parent, changed, seen));
    }

    private static Workflow randomGraph(Random random, int size) {
        var sketch = new Sketch();
        for (int i = 0; i < size; i++) {
            sketch.activity(IntStream.range(0, i)
                    .filter(_ -> random.nextInt(4) == 0)
                    .boxed()
                    .toArray(Integer[]::new));
        }
        return sketch.workflow();
    }
}
