package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.Packing;
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
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Any graph of up to 200 activities, in any order in the file, with any policy. */
public final class RandomWorkflow {

    private final RandomGenerator random;
    private final boolean timeouts;

    private RandomWorkflow(RandomGenerator random, boolean timeouts) {
        this.random = random;
        this.timeouts = timeouts;
    }

    static Workflow of(RandomGenerator random, boolean timeouts) {
        return of(random, timeouts, 1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 30));
    }

    /** One of so many activities, some of them with time-outs if that is wanted. */
    public static Workflow of(RandomGenerator random, boolean timeouts, int size) {
        return new RandomWorkflow(random, timeouts).workflow(size);
    }

    /** The same, whose activities may share pods. */
    public static Workflow packed(RandomGenerator random, Workflow workflow) {
        var rule = new Packing.Rule("*", 2 + random.nextInt(10), Duration.ofMillis(random.nextInt(3) * 1500L));
        var packing = random.nextBoolean() ? new Packing(true, List.of()) : new Packing(false, List.of(rule));
        return new Workflow(
                workflow.name(),
                workflow.namespace(),
                workflow.storage(),
                workflow.mountPath(),
                workflow.shell(),
                workflow.parallelism(),
                workflow.onFailure(),
                workflow.timeout(),
                workflow.activities().stream()
                        .map(activity -> varied(random, activity))
                        .toList(),
                packing);
    }

    /** Not all may share a pod with all others. */
    private static Activity varied(RandomGenerator random, Activity it) {
        int other = random.nextInt(12);
        return new Activity(
                it.name(),
                other == 0 ? "debian:13" : it.image(),
                it.command(),
                it.dependsOn(),
                other == 1 ? Resources.NONE : it.resources(),
                it.env(),
                it.timeout(),
                it.retry(),
                other == 2 ? Map.of("disk", "ssd") : Map.of(),
                it.keepDisk(),
                other == 3 ? new PodOptions(List.of(), List.of(), null, "high") : it.pod(),
                it.expected());
    }

    private Workflow workflow(int size) {
        int[] order = order(size);
        double density = random.nextDouble() * 4 / size;
        var activities = new ArrayList<Activity>();
        for (int i = 0; i < size; i++) {
            var parents = new ArrayList<Integer>();
            for (int j = 0; j < size; j++) {
                if (order[j] < order[i] && random.nextDouble() < density) {
                    parents.add(j);
                }
            }
            activities.add(activity(i, parents));
        }
        return new Workflow(
                "random",
                null,
                storage(),
                "/data",
                List.of("/bin/sh", "-ec"),
                random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(20)),
                any(OnFailure.values()),
                timeouts && random.nextInt(10) == 0 ? Duration.ofMinutes(5) : null,
                activities);
    }

    /** Where each one stands in an order that the dependencies respect. */
    private int[] order(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private Activity activity(int ordinal, List<Integer> parents) {
        return new Activity(
                "a" + ordinal,
                "alpine:3.20",
                new Command.Script("true"),
                parents,
                new Resources(null, 1000L, Map.of()),
                Map.of(),
                timeout(),
                new RetryPolicy(1 + random.nextInt(3), Duration.ofSeconds(1), Duration.ofMinutes(1), 1.5),
                Map.of(),
                random.nextInt(10) == 0,
                PodOptions.NONE);
    }

    private @Nullable Duration timeout() {
        return timeouts && random.nextInt(20) == 0 ? Duration.ofSeconds(random.nextInt(1, 2000)) : null;
    }

    private StoragePolicy storage() {
        return new StoragePolicy(any(StoragePolicy.Type.values()), null, "1Gi", any(StoragePolicy.Retain.values()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
