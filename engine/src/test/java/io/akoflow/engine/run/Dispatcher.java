package io.akoflow.engine.run;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.OfAttempt;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Does what it is told, by a clock that is wrong: what is about one activity in order the first time, and anyhow when a
 * twin does it again, whose creates take long.
 */
final class Dispatcher {

    private static final Duration CREATE = Duration.ofSeconds(10);
    private static final int MOST_REMEMBERED = 100;

    private final Cluster cluster;
    private final Chance chance;
    private final Duration skew;
    private final List<Queue<OfAttempt>> told = new ArrayList<>();
    private final List<Queue<OfAttempt>> unheard = new ArrayList<>();
    private final List<OfAttempt> heard = new ArrayList<>();
    private final Map<ActivityReady, Instant> creating = new LinkedHashMap<>();

    Dispatcher(Cluster cluster, Chance chance, Duration skew, int activities) {
        this.cluster = cluster;
        this.chance = chance;
        this.skew = skew;
        for (int i = 0; i < activities; i++) {
            told.add(new ArrayDeque<>());
        }
    }

    void tell(OfAttempt command) {
        var queue = told.get(command.lane() == null ? command.activity() : command.lane());
        if (queue.isEmpty()) {
            unheard.add(queue);
        }
        queue.add(command);
    }

    boolean isIdle() {
        return unheard.isEmpty() && creating.isEmpty();
    }

    void work(Instant now) {
        if (!heard.isEmpty() && chance.strikes(8)) {
            int last = heard.size() - 1 - chance.below(Math.min(heard.size(), MOST_REMEMBERED));
            hearAgain(chance.strikes(2) ? heard.remove(last) : heard.get(last), now);
        } else if (!creating.isEmpty() && (unheard.isEmpty() || chance.strikes(4))) {
            var ready = creating.keySet().iterator().next();
            if (!now.isAfter(creating.remove(ready))) {
                cluster.create(ready, now.plus(skew));
            }
        } else if (!unheard.isEmpty()) {
            var queue = unheard.remove(chance.any(unheard));
            hear(queue.remove(), now.plus(skew));
            if (!queue.isEmpty()) {
                unheard.add(queue);
            }
        }
    }

    private void hear(OfAttempt command, Instant clock) {
        heard.add(command);
        var id = command.attemptId();
        switch (command) {
            case ActivityReady ready -> {
                if (clock.isAfter(ready.validUntil())) {
                    return;
                }
                if (chance.strikes(20)) {
                    cluster.waits(id, clock, Reason.QUOTA, false);
                    ready.others()
                            .forEach(other -> cluster.waits(
                                    new AttemptId(id.run(), other.activity(), other.attempt()),
                                    clock,
                                    Reason.QUOTA,
                                    false));
                } else {
                    cluster.create(ready, clock);
                }
            }
            case ActivityWithdrawn withdrawn -> cluster.withdraw(withdrawn, clock);
            case ActivityReleased _ -> cluster.delete(id);
            case ActivityCheck check -> cluster.check(check, clock);
        }
    }

    private void hearAgain(OfAttempt command, Instant now) {
        var clock = now.plus(skew);
        if (!(command instanceof ActivityReady ready)) {
            hear(command, clock);
        } else if (!clock.isAfter(ready.validUntil())) {
            creating.put(ready, now.plus(CREATE));
        }
    }
}
