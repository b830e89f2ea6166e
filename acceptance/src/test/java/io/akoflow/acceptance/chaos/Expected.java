package io.akoflow.acceptance.chaos;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What has to become of a work when nothing disturbs it, computed from the fates of its activities alone: for each
 * activity the states that it may end in, which is one where nobody was in a hurry.
 */
record Expected(RunState run, List<Set<ActivityState>> activities) {

    /** Where a run ends that is left alone, or cancelled if that is its story. */
    static Expected of(Work work) {
        var ends = undisturbed(work);
        if (!work.story().isRace()) {
            var run = ends.contains(ActivityState.FAILED) ? RunState.FAILED : RunState.SUCCEEDED;
            return new Expected(run, ends.stream().map(Set::of).toList());
        }
        var activities = new ArrayList<Set<ActivityState>>();
        for (int place = 0; place < ends.size(); place++) {
            activities.add(stopped(work.steps().get(place).fate(), ends.get(place)));
        }
        return new Expected(work.story().isCancelled() ? RunState.CANCELLED : RunState.FAILED, activities);
    }

    /** Where it ends after it was resumed with everything mended. */
    static Expected afterwards(Work work) {
        return new Expected(
                RunState.SUCCEEDED,
                work.steps().stream().map(_ -> Set.of(ActivityState.SUCCEEDED)).toList());
    }

    /** Of each activity, when all branches go on: those of a step that stays are the states of what was cancelled. */
    private static List<ActivityState> undisturbed(Work work) {
        var ends = new ArrayList<ActivityState>();
        for (var step : work.steps()) {
            var ready = step.parents().stream().allMatch(parent -> ends.get(parent) == ActivityState.SUCCEEDED);
            ends.add(ready ? end(step.fate()) : ActivityState.SKIPPED);
        }
        return ends;
    }

    private static ActivityState end(Fate fate) {
        return switch (fate) {
            case Fate.Succeeds _, Fate.FailsFirst _ -> ActivityState.SUCCEEDED;
            case Fate.FailsAlways _ -> ActivityState.FAILED;
            case Fate.Stays _ -> ActivityState.CANCELLED;
        };
    }

    /** What else may be when somebody may have stopped it before. */
    private static Set<ActivityState> stopped(Fate fate, ActivityState undisturbed) {
        return switch (undisturbed) {
            case SUCCEEDED ->
                fate instanceof Fate.FailsFirst
                        ? Set.of(
                                ActivityState.SUCCEEDED,
                                ActivityState.FAILED,
                                ActivityState.CANCELLED,
                                ActivityState.SKIPPED)
                        : Set.of(ActivityState.SUCCEEDED, ActivityState.CANCELLED, ActivityState.SKIPPED);
            case FAILED -> Set.of(ActivityState.FAILED, ActivityState.CANCELLED, ActivityState.SKIPPED);
            case SKIPPED, CANCELLED -> Set.of(ActivityState.CANCELLED, ActivityState.SKIPPED);
            case WAITING, READY, DISPATCHED, RUNNING, BACKING_OFF ->
                throw new IllegalStateException("Expected an end, but it is " + undisturbed);
        };
    }
}
