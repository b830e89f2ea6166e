package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.EnvValue;
import io.akoflow.contract.Packing;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.StoragePolicy.Retain;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.Workflow.OnFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workflow in a few words; what is said of activities holds for those that follow. */
final class Sketch {

    private final List<Activity> activities = new ArrayList<>();
    private String script = "true";
    private Map<String, EnvValue> env = Map.of();
    private long memoryBytes = 1000;
    private RetryPolicy retry = RetryPolicy.ONCE;
    private @Nullable Duration activityTimeout;
    private boolean keepDisk;
    private @Nullable Integer parallelism;
    private @Nullable Packing packing;
    private OnFailure onFailure = OnFailure.FINISH;
    private @Nullable Duration timeout;
    private StoragePolicy storage = new StoragePolicy(StoragePolicy.Type.SHARED, null, "1Gi", Retain.ALWAYS);

    /** {@code length} activities, each of which depends on the one before. */
    static Workflow chain(int length) {
        var chain = new Sketch();
        for (int i = 0; i < length; i++) {
            chain = i == 0 ? chain.activity() : chain.activity(i - 1);
        }
        return chain.workflow();
    }

    /** {@code length} activities that depend on nothing. */
    static Workflow flat(int length) {
        var flat = new Sketch();
        for (int i = 0; i < length; i++) {
            flat.activity();
        }
        return flat.workflow();
    }

    /** a0 → a1 → a2, a0 → a3, and a4 alone. */
    static Workflow tree() {
        return new Sketch()
                .activity()
                .activity(0)
                .activity(1)
                .activity(0)
                .activity()
                .workflow();
    }

    /** The next activity; its ordinal is how many there were before. */
    Sketch activity(Integer... dependsOn) {
        return activity("a" + activities.size(), Arrays.asList(dependsOn));
    }

    Sketch activity(String name, List<Integer> dependsOn) {
        activities.add(new Activity(
                name,
                "alpine:3.20",
                new Command.Script(script),
                dependsOn,
                new Resources(null, memoryBytes, Map.of()),
                env,
                activityTimeout,
                retry,
                Map.of(),
                keepDisk,
                PodOptions.NONE));
        return this;
    }

    /** With pauses from 10 s to 30 s. */
    Sketch retry(int attempts) {
        retry = new RetryPolicy(attempts, Duration.ofSeconds(10), Duration.ofSeconds(30), 1.5);
        return this;
    }

    Sketch script(String text) {
        script = text;
        return this;
    }

    /** With one variable. */
    Sketch env(String name, String value) {
        env = Map.of(name, new EnvValue.Literal(value));
        return this;
    }

    Sketch memory(long bytes) {
        memoryBytes = bytes;
        return this;
    }

    Sketch activityTimeout(Duration of) {
        activityTimeout = of;
        return this;
    }

    Sketch keepDisk() {
        keepDisk = true;
        return this;
    }

    Sketch parallelism(int most) {
        parallelism = most;
        return this;
    }

    Sketch onFailure(OnFailure policy) {
        onFailure = policy;
        return this;
    }

    Sketch timeout(Duration of) {
        timeout = of;
        return this;
    }

    Sketch storage(StoragePolicy.Type type, Retain retain) {
        storage = new StoragePolicy(type, null, "1Gi", retain);
        return this;
    }

    /** Any activities share pods, so many of them, as soon as so many seconds have passed. */
    Sketch packed(int size, long seconds) {
        packing = new Packing(false, List.of(new Packing.Rule("*", size, Duration.ofSeconds(seconds))));
        return this;
    }

    /** Short activities share pods. */
    Sketch packed() {
        packing = new Packing(true, List.of());
        return this;
    }

    Workflow workflow() {
        return new Workflow(
                "test",
                null,
                storage,
                "/data",
                List.of("/bin/sh", "-ec"),
                parallelism,
                onFailure,
                timeout,
                activities,
                packing);
    }

    /** The same with another image for one of its activities. */
    static Workflow withImage(Workflow workflow, int activity) {
        var activities = new ArrayList<>(workflow.activities());
        var it = activities.get(activity);
        activities.set(
                activity,
                new Activity(
                        it.name(),
                        "better:1",
                        it.command(),
                        it.dependsOn(),
                        it.resources(),
                        it.env(),
                        it.timeout(),
                        it.retry(),
                        it.nodeSelector(),
                        it.keepDisk(),
                        it.pod()));
        return workflow.withActivities(activities);
    }
}
