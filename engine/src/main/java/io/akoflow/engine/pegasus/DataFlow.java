package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has whoever reads a file wait for whoever writes it. Jobs that change it in place do so one after the other, in the
 * file's order, and whoever only reads it waits for the last of them.
 */
final class DataFlow {

    private final Problems problems;

    DataFlow(Problems problems) {
        this.problems = problems;
    }

    void connect(List<Job> jobs) {
        Map<String, Writers> writers = new HashMap<>();
        jobs.stream().filter(job -> !isChange(job)).forEach(job -> add(job, writers));
        jobs.stream().filter(DataFlow::isChange).forEach(job -> add(job, writers));
        for (var job : jobs) {
            for (var lfn : job.uses().inputs().keySet()) {
                var all = writers.get(lfn);
                if (all != null) {
                    all.lastBefore(job).ifPresent(job.activity()::dependsOn);
                }
            }
        }
    }

    private static boolean isChange(Job job) {
        return job.uses().outputs().keySet().stream().anyMatch(job.uses().inputs()::containsKey);
    }

    private void add(Job job, Map<String, Writers> writers) {
        job.uses().outputs().forEach((lfn, place) -> {
            var all = writers.computeIfAbsent(lfn, _ -> new Writers());
            if (!all.jobs.isEmpty() && !job.uses().inputs().containsKey(lfn)) {
                problems.warning(
                        place,
                        "Expected one job to write %s, but %s does so as well; who reads it waits for the last of them",
                        Shown.text(lfn),
                        Shown.text(all.jobs.getFirst().activity().name()));
            }
            all.add(job);
        });
    }

    /** Those of one file, in the order in which they do so. */
    private static final class Writers {

        private final List<Job> jobs = new ArrayList<>();
        private final IdentityHashMap<Job, Integer> places = new IdentityHashMap<>();

        void add(Job job) {
            places.put(job, jobs.size());
            jobs.add(job);
        }

        /** The name of the last before {@code job}, of those that are not said to come after it. */
        Optional<String> lastBefore(Job job) {
            return jobs.subList(0, places.getOrDefault(job, jobs.size())).reversed().stream()
                    .map(Job::activity)
                    .filter(writer -> !writer.isAfter(job.activity().name()))
                    .findFirst()
                    .map(DraftActivity::name);
        }
    }
}
