package io.akoflow.gateway.graph;

import io.akoflow.engine.view.Estimate;
import io.akoflow.engine.view.Experience;
import io.akoflow.gateway.store.ProgressQueries;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long runs may still take. What a run that succeeded has shown is remembered, since it does not change. */
@ApplicationScoped
public class Estimates {

    private static final int EARLIER_RUNS = 5;
    private static final int MOST_REMEMBERED = 1000;

    /** Many may look at the same run. */
    private static final Duration STILL_TRUE = Duration.ofSeconds(1);

    private final Outlines outlines;
    private final ProgressQueries queries;
    private final Recent<String, Experience> shown = new Recent<>(MOST_REMEMBERED, (_, _) -> 1);
    private final Recent<String, Told> told = new Recent<>(MOST_REMEMBERED, (_, _) -> 1);

    Estimates(Outlines outlines, ProgressQueries queries) {
        this.outlines = outlines;
        this.queries = queries;
    }

    private record Told(Instant at, Estimate estimate) {}

    /**
     * For the run called {@code id} as it is at {@code now}, or was a moment ago; nothing when there is no such run.
     */
    public Optional<Estimate> find(String id, Instant now) {
        return outlines.find(id).map(run -> {
            var before = told.find(id).filter(it -> it.at().plus(STILL_TRUE).isAfter(now));
            return before.map(Told::estimate).orElseGet(() -> {
                var progress = queries.progress(id, run.outline().size());
                var estimate = Estimate.of(run.outline(), progress, earlier(id, now), now);
                told.put(id, new Told(now, estimate));
                return estimate;
            });
        });
    }

    private Experience earlier(String id, Instant now) {
        return queries.earlier(id, EARLIER_RUNS).stream()
                .map(run -> shown.find(run).orElseGet(() -> read(run, now)))
                .reduce(Experience.NONE, Experience::plus);
    }

    private Experience read(String id, Instant now) {
        var experience = outlines.find(id)
                .map(run -> Experience.of(
                        run.outline(), queries.progress(id, run.outline().size()), now))
                .orElse(Experience.NONE);
        shown.put(id, experience);
        return experience;
    }
}
