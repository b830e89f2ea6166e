package io.akoflow.gateway.graph;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.akoflow.engine.view.Outline;
import io.akoflow.gateway.store.OutlineQueries;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Outlines of runs; those that were asked for lately are not read again. */
@ApplicationScoped
public class Outlines {

    private static final int MOST_ACTIVITIES = 200_000;

    private final OutlineQueries queries;
    private final Cache<String, Outline> recent = Caffeine.newBuilder()
            .maximumWeight(MOST_ACTIVITIES)
            .weigher((String _, Outline outline) -> 1 + outline.size())
            .build();

    Outlines(OutlineQueries queries) {
        this.queries = queries;
    }

    /**
     * The outline of a run.
     *
     * @param edition another one when the outline is another; it may be said in a URL or header as it is
     */
    public record Edited(String edition, Outline outline) {}

    /** Of the run called {@code id}; nothing when there is none. */
    public Optional<Edited> find(String id) {
        return queries.edition(id).map(edition -> new Edited(edition, outline(id, edition)));
    }

    private Outline outline(String id, String edition) {
        return recent.get(id + "/" + edition, _ -> queries.outline(id));
    }
}
