package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.RunId;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Learns the uids of all Jobs or pods of a run at once, when one is to be deleted that this replica has not made: then
 * most of those that were made before a crash or a change of partitions will follow, and each would cost a call.
 */
@ApplicationScoped
public class Census {

    private static final Logger LOG = Logger.getLogger(Census.class);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int MOST_KNOWN = 1_000;

    private final KubernetesApi api;
    private final Window window;
    private final Uids uids;
    private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final Recent<Instant> taken = new Recent<>(MOST_KNOWN);

    Census(KubernetesApi api, Window window, Uids uids) {
        this.api = api;
        this.window = window;
        this.uids = uids;
    }

    /**
     * Takes it, unless it was taken a moment ago. It may not be complete: some may have come or gone since, and it ends
     * early when the API server refuses it, or {@code trial} or that of whoever takes it already is over. Then the next
     * one takes it again.
     */
    void take(Kind kind, RunId run, String namespace, Trial trial) {
        var key = kind + "/" + namespace + "/" + run.value();
        if (taken.of(key).filter(it -> it.plus(FRESH).isAfter(Instant.now())).isPresent()) {
            return;
        }
        var mine = new CompletableFuture<Void>();
        var others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            others.join();
            return;
        }
        try {
            if (read(kind, run, namespace, trial)) {
                taken.remember(key, Instant.now());
            }
        } finally {
            underWay.remove(key);
            mine.complete(null);
        }
    }

    /** Whether it was read to its end. */
    private boolean read(Kind kind, RunId run, String namespace, Trial trial) {
        var owner = Owner.of(run);
        var page = page(kind, owner, namespace, "", trial);
        while (page.isPresent()) {
            page.get().path("items").forEach(object -> learn(kind, object, owner, namespace));
            var next = page.get().path("metadata").path("continue").asText();
            if (next.isEmpty()) {
                return true;
            }
            page = page(kind, owner, namespace, next, trial);
        }
        return false;
    }

    /** Trouble is waited for, since to look at them one by one would make more of it. */
    private Optional<JsonNode> page(Kind kind, Owner owner, String namespace, String from, Trial trial) {
        while (true) {
            ApiAnswer answer;
            try (var _ = window.enter(owner)) {
                if (trial.objection().isPresent()) {
                    return Optional.empty();
                }
                answer = api.list(kind, namespace, owner.selector(), from);
            }
            if (answer instanceof ApiAnswer.Fine(var page)) {
                return Optional.of(page);
            }
            if (!(answer instanceof ApiAnswer.Trouble trouble)
                    || trial.rest(trouble).isPresent()) {
                LOG.infof(
                        "Expected to list each %s by %s, but %s; they are looked at one by one",
                        kind.kindName(), owner.selector(), answer);
                return Optional.empty();
            }
        }
    }

    private void learn(Kind kind, JsonNode object, Owner owner, String namespace) {
        if (owner.owns(object)) {
            uids.remember(kind, namespace, object.path("metadata").path("name").asText(), object);
        }
    }
}
