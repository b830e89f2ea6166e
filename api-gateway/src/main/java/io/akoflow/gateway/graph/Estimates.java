package io.akoflow.gateway.graph;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
    private final Cache<String, Experience> shown =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private final Cache<String, Estimate> told = Caffeine.newBuilder()
            .expireAfterWrite(STILL_TRUE)
            .maximumSize(MOST_REMEMBERED)
            .build();

    Estimates(Outlines outlines, ProgressQueries queries) {
        this.outlines = outlines;
        this.queries = queries;
    }

    /**
     * For the run called {@code id} as it is at {@code now}, or was a moment ago; nothing when there is no such run.
     */
    public Optional<Estimate> find(String id, Instant now) {
        return outlines.find(id)
                .map(run -> told.get(id, _ -> {
                    var progress = queries.progress(id, run.outline().size());
                    return Estimate.of(run.outline(), progress, earlier(id, now), now);
                }));
    }

    private Experience earlier(String id, Instant now) {
        return queries.earlier(id, EARLIER_RUNS).stream()
                .map(run -> shown.get(run, it -> read(it, now)))
                .reduce(Experience.NONE, Experience::plus);
    }

    private Experience read(String id, Instant now) {
        return outlines.find(id)
                .map(run -> Experience.of(
                        run.outline(), queries.progress(id, run.outline().size()), now))
                .orElse(Experience.NONE);
    }
}
