package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.Workflow.OnFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workflows for tests. */
final class Workflows {

    private static final StoragePolicy KEPT = storage(StoragePolicy.Retain.ALWAYS);

    private Workflows() {}

    static StoragePolicy storage(StoragePolicy.Retain retain) {
        return new StoragePolicy(StoragePolicy.Type.SHARED, null, "1Gi", retain);
    }

    static Activity activity(String name, RetryPolicy retry, List<Integer> dependsOn) {
        return new Activity(
                name,
                "alpine:3.20",
                new Command.Script("true"),
                dependsOn,
                new Resources(null, 1000L, Map.of()),
                Map.of(),
                null,
                retry,
                Map.of(),
                false,
                PodOptions.NONE);
    }

    static Workflow of(List<Activity> activities) {
        return of(activities, null, OnFailure.FINISH, null, KEPT);
    }

    static Workflow of(
            List<Activity> activities,
            @Nullable Integer parallelism,
            OnFailure onFailure,
            @Nullable Duration timeout,
            StoragePolicy storage) {
        return new Workflow(
                "test", null, storage, "/data", List.of("/bin/sh", "-ec"), parallelism, onFailure, timeout, activities);
    }

    /** Each depends on the one before. */
    static Workflow chain(int length) {
        var activities = new ArrayList<Activity>();
        for (int i = 0; i < length; i++) {
            activities.add(activity("a" + i, RetryPolicy.ONCE, i == 0 ? List.of() : List.of(i - 1)));
        }
        return of(activities);
    }

    /** {@code length} activities that depend on nothing. */
    static Workflow flat(int length) {
        var activities = new ArrayList<Activity>();
        for (int i = 0; i < length; i++) {
            activities.add(activity("a" + i, RetryPolicy.ONCE, List.of()));
        }
        return of(activities);
    }
}
