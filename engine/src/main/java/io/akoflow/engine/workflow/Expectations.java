package io.akoflow.engine.workflow;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Workflow;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills in how long activities are expected to run, from what earlier runs of them took. */
public final class Expectations {

    private Expectations() {}

    /**
     * The same workflow; activities of which the file does not say it are expected to run as long as they did.
     *
     * @param earlier how long activities of these names ran
     */
    public static Workflow fill(Workflow workflow, Map<String, Duration> earlier) {
        if (earlier.isEmpty()) {
            return workflow;
        }
        return workflow.withActivities(workflow.activities().stream()
                .map(activity ->
                        activity.expected() == null ? expecting(activity, earlier.get(activity.name())) : activity)
                .toList());
    }

    private static Activity expecting(Activity activity, @Nullable Duration took) {
        return took == null
                ? activity
                : new Activity(
                        activity.name(),
                        activity.image(),
                        activity.command(),
                        activity.dependsOn(),
                        activity.resources(),
                        activity.env(),
                        activity.timeout(),
                        activity.retry(),
                        activity.nodeSelector(),
                        activity.keepDisk(),
                        activity.pod(),
                        took);
    }
}
