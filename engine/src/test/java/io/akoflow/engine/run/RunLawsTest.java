package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.Workflow.OnFailure;
import io.akoflow.contract.WorkflowRequest.RunCancelRequested;
import io.akoflow.contract.WorkflowRequest.RunDeleteRequested;
import io.akoflow.contract.WorkflowRequest.RunResumeRequested;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link World}, {@link Cluster} and {@link Laws} hold most laws, at every step. A failure prints its seed;
 * {@code -Dseeds=5000} tries more.
 */
@DisplayName("Laws of a run: any graph, any order and repetition of events, a crash after any step")
class RunLawsTest {

    private Workflow workflow = Sketch.chain(1);
    private List<Fate> fates = List.of();

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("seeds", 200));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldEndLikeACalmWorldWhenEveryActivitySucceedsSomeDay(long seed) {
        // given
        var world = world(seed, true);
        var calm = World.calm(workflow, fates);
        calm.request();
        calm.live();

        // when
        world.request();
        world.live();
        world.rest();

        // then
        assertThat(world.laws().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(world.laws().states()).isEqualTo(calm.laws().states()).containsOnly(ActivityState.SUCCEEDED);
        assertDisksAreReleased(world);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldEndLikeACalmWorldWhenAnythingFails(long seed) {
        // given
        var world = world(seed, false);
        var calm = World.calm(workflow, fates);
        calm.request();
        calm.live();

        // when
        world.request();
        world.live();
        world.rest();

        // then
        if (workflow.timeout() == null) {
            assertThat(world.laws().state()).isEqualTo(calm.laws().state());
        }
        if (workflow.timeout() == null && workflow.onFailure() == OnFailure.CONTINUE) {
            assertThat(world.laws().states()).isEqualTo(calm.laws().states());
        }
        assertDisksAreReleased(world);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldGoOnToTheSameEndWhenItIsCancelledAndResumed(long seed) {
        // given
        var world = world(seed, true);
        var random = new SplittableRandom(seed);
        world.request();
        world.live(random.nextInt(2000));

        // when
        world.ask(new RunCancelRequested(World.ID, world.now(), "ada"));
        world.live();
        if (random.nextBoolean()) {
            world.rest();
        }
        boolean released = !world.laws().runReleased().isEmpty();
        world.ask(new RunResumeRequested(World.ID, world.now(), "ada", null));
        world.live();
        world.rest();

        // then
        if (released) {
            assertThat(world.laws().state()).isIn(RunState.CANCELLED, RunState.SUCCEEDED);
        } else {
            assertThat(world.laws().state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(world.laws().states()).containsOnly(ActivityState.SUCCEEDED);
        }
        assertDisksAreReleased(world);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldLeaveNothingWhenItIsDeleted(long seed) {
        // given
        var world = world(seed, false);
        var random = new SplittableRandom(seed);
        world.request();
        world.live(random.nextInt(2000));
        world.ask(new RunCancelRequested(World.ID, world.now(), "ada"));
        world.live();
        if (random.nextBoolean()) {
            world.rest();
        }

        // when
        world.ask(new RunDeleteRequested(World.ID, world.now(), "ada"));
        world.rest();

        // then
        assertThat(world.run().isForgettable()).isTrue();
        assertThat(world.laws().runReleased()).isNotEmpty();
    }

    private World world(long seed, boolean kind) {
        var random = new SplittableRandom(seed);
        workflow = RandomWorkflow.of(random, !kind);
        workflow = seed % 2 == 0 ? workflow : RandomWorkflow.packed(random, workflow);
        fates = workflow.activities().stream()
                .map(activity -> Fate.of(activity, kind, random))
                .toList();
        return World.wild(workflow, fates, seed);
    }

    private void assertDisksAreReleased(World world) {
        if (!world.now().isBefore(world.endOfDisks())) {
            return; // it waited so long that they may be gone whatever the policy says
        }
        boolean released = switch (workflow.storage().retain()) {
            case ALWAYS -> false;
            case ON_FAILURE -> world.laws().state() == RunState.SUCCEEDED;
            case NEVER -> true;
        };
        boolean any = workflow.storage().type() != StoragePolicy.Type.STANDALONE
                || workflow.activities().stream().anyMatch(activity -> !activity.keepDisk());
        assertThat(world.laws().runReleased().isEmpty()).isEqualTo(!released || !any);
    }
}
