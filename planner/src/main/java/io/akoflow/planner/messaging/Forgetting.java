package io.akoflow.planner.messaging;

import io.akoflow.contract.Topic;
import io.akoflow.planner.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets, now and then, runs that somebody deleted. */
final class Forgetting {

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final Store store;
    private final Duration forgetAfter;
    private final InstantSource clock;
    private Instant next;

    Forgetting(Parts parts) {
        this.store = parts.store();
        this.forgetAfter = parts.config().forgetAfter();
        this.clock = parts.clock();
        this.next = clock.instant();
    }

    /** Does it when it is time to. */
    void nowAndThen() {
        var now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(BETWEEN);
            store.forget(now.minus(forgetAfter), now.minus(Topic.WORKFLOWS.retention()));
        }
    }
}
