package io.akoflow.gateway.rest;

import io.akoflow.engine.run.Rerun;
import java.util.List;

/**
 * What a resume would do.
 *
 * @param activities what would run, in the order of the run's activities
 * @param kept how many others keep their results
 */
public record ResumePreview(String id, List<Rerun> activities, int kept) {

    public ResumePreview {
        activities = List.copyOf(activities);
    }
}
