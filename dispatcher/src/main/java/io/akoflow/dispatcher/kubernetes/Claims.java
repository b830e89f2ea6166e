package io.akoflow.dispatcher.kubernetes;

import io.akoflow.dispatcher.DispatcherConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a short while which claims exist, so that usually an activity costs one call and not two; and of many
 * who want the same claim at once, one creates it. A claim that somebody deletes meanwhile is created again when the
 * memory has faded; pods made until then wait for it.
 */
@ApplicationScoped
public class Claims {

    private static final int MOST_KNOWN = 10_000;

    private final Duration memory;
    private final Map<String, CompletableFuture<Outcome>> underWay = new ConcurrentHashMap<>();
    private final Map<String, Instant> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    Claims(DispatcherConfig config) {
        this.memory = config.claimMemory();
    }

    /** Has {@code creation} create the claim, unless it is known to exist or somebody else is at it. */
    Outcome ensure(String namespace, String name, Supplier<Outcome> creation) {
        var claim = namespace + "/" + name;
        while (true) {
            var since = since(claim);
            if (since != null) {
                return new Outcome.Created(since);
            }
            var mine = new CompletableFuture<Outcome>();
            var others = underWay.putIfAbsent(claim, mine);
            if (others == null) {
                return lead(claim, mine, creation);
            }
            var outcome = others.join();
            if (!(outcome instanceof Outcome.CalledOff || outcome instanceof Outcome.Expired)) {
                return outcome;
            }
        }
    }

    /** It is being deleted. */
    void forget(String namespace, String name) {
        synchronized (known) {
            known.remove(namespace + "/" + name);
        }
    }

    private Outcome lead(String claim, CompletableFuture<Outcome> mine, Supplier<Outcome> creation) {
        Outcome outcome = new Outcome.CalledOff();
        try {
            outcome = creation.get();
            if (outcome instanceof Outcome.Created) {
                remember(claim);
            }
            return outcome;
        } finally {
            underWay.remove(claim);
            mine.complete(outcome);
        }
    }

    private void remember(String claim) {
        synchronized (known) {
            known.remove(claim);
            known.put(claim, Instant.now());
        }
    }

    private @Nullable Instant since(String claim) {
        synchronized (known) {
            var since = known.get(claim);
            if (since != null && since.plus(memory).isBefore(Instant.now())) {
                known.remove(claim);
                return null;
            }
            return since;
        }
    }
}
