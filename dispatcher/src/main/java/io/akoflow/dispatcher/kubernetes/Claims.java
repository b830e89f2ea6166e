package io.akoflow.dispatcher.kubernetes;

import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.PlannedObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Remembers for a short while which claims exist, so that usually an activity costs one call and not two; and of many
 * who want the same claim at once, one creates it. A claim that somebody else deletes meanwhile is looked for when the
 * memory has faded, or another attempt is made; pods made until then are given up.
 */
@ApplicationScoped
public class Claims {

    private static final int MOST_KNOWN = 10_000;

    private final StorageClasses classes;
    private final Duration memory;
    private final Map<String, CompletableFuture<Outcome>> underWay = new ConcurrentHashMap<>();
    private final Recent<Instant> known = new Recent<>(MOST_KNOWN);

    Claims(StorageClasses classes, DispatcherConfig config) {
        this.classes = classes;
        this.memory = config.claimMemory();
    }

    /** Has {@code creation} create it, unless it is known to exist, or never could, or somebody else is at it. */
    Outcome ensure(PlannedObject object, Supplier<Outcome> creation) {
        var claim = object.namespace() + "/" + object.name();
        while (true) {
            var since = since(claim);
            if (since.isPresent()) {
                return new Outcome.Created(since.get(), null);
            }
            var mine = new CompletableFuture<Outcome>();
            var others = underWay.putIfAbsent(claim, mine);
            if (others == null) {
                return lead(claim, mine, () -> classes.objection(object).orElseGet(creation));
            }
            var outcome = others.join();
            if (!(outcome instanceof Outcome.CalledOff || outcome instanceof Outcome.Expired)) {
                return outcome;
            }
        }
    }

    /** It is being deleted, or may have been. */
    void forget(String namespace, String name) {
        known.forget(namespace + "/" + name);
    }

    private Outcome lead(String claim, CompletableFuture<Outcome> mine, Supplier<Outcome> creation) {
        Outcome outcome = new Outcome.CalledOff();
        try {
            outcome = creation.get();
            if (outcome instanceof Outcome.Created) {
                known.remember(claim, Instant.now());
            }
            return outcome;
        } finally {
            underWay.remove(claim);
            mine.complete(outcome);
        }
    }

    private Optional<Instant> since(String claim) {
        return known.of(claim).filter(it -> it.plus(memory).isAfter(Instant.now()));
    }
}
