package io.akoflow.engine.pegasus;

import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import java.util.HashMap;
import java.util.List;

/** Has whoever reads a file wait for whoever writes it. */
final class DataFlow {

    private final Problems problems;

    DataFlow(Problems problems) {
        this.problems = problems;
    }

    void connect(List<Job> jobs) {
        var writers = new HashMap<String, Job>();
        for (var job : jobs) {
            job.uses().outputs().forEach((lfn, place) -> {
                var earlier = writers.putIfAbsent(lfn, job);
                boolean isChain = job.uses().inputs().containsKey(lfn);
                if (earlier != null && !isChain) {
                    problems.warning(
                            place,
                            "Expected one job to write %s, but %s does so as well; who reads it waits for the first",
                            Shown.text(lfn),
                            Shown.text(earlier.activity().name()));
                }
            });
        }
        for (var job : jobs) {
            for (var lfn : job.uses().inputs().keySet()) {
                var writer = writers.get(lfn);
                if (writer != null && !writer.equals(job)) {
                    job.activity().dependsOn(writer.activity().name());
                }
            }
        }
    }
}
