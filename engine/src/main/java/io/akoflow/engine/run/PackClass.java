package io.akoflow.engine.run;

import io.akoflow.contract.Resources;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Activities of a workflow that may share pods with each other, since they have in common what a pod has once.
 *
 * @param rule how many share one, and for how long one waits for others; null when that is measured
 * @param resources what each asks for
 * @param expected seconds that each is expected to run, on average; null when nobody says
 */
record PackClass(
        @Nullable Rule rule, Resources resources, @Nullable Double expected) {

    /** Less is not measured, as Kubernetes tells times in seconds. */
    static final double SHORTEST = 0.5;

    private static final double LONG = 10;
    private static final double GOAL = 20;
    private static final int LARGEST = 32;

    /** What the workflow file says. */
    record Rule(int size, Duration waits) {}

    /** How many share a pod when each takes so many seconds; 1 for none. */
    int size(double seconds, RunLimits limits) {
        if (rule != null) {
            return rule.size();
        }
        if (seconds >= LONG) {
            return 1;
        }
        int size = Math.clamp((long) Math.ceil(GOAL / Math.max(seconds, SHORTEST)), 2, LARGEST);
        size = most(size, resources.cpuMillis(), limits.packCpuMillis());
        return Math.max(1, most(size, resources.memoryBytes(), limits.packMemoryBytes()));
    }

    private static int most(int size, @Nullable Long each, long together) {
        return each == null ? size : (int) Math.min(size, together / each);
    }
}
