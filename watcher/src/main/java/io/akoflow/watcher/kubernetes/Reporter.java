package io.akoflow.watcher.kubernetes;

import io.akoflow.engine.kubernetes.PodReading;
import io.akoflow.watcher.messaging.Speaker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jboss.logging.Logger;

/** Looks at attempts to which something happened, in a thread of its own, and says what is new. */
@ApplicationScoped
public class Reporter {

    private static final Logger LOG = Logger.getLogger(Reporter.class);
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final Attempts attempts;
    private final Troubles troubles;
    private final Doubts doubts;
    private final Logs logs;
    private final Speaker speaker;
    private final InstantSource clock = InstantSource.system();
    private final Thread thread = Thread.ofPlatform().daemon().name("reporter").unstarted(this::run);
    private volatile IntPredicate isListed = _ -> false;
    private volatile boolean stopping;

    Reporter(Attempts attempts, Troubles troubles, Doubts doubts, Logs logs, Speaker speaker) {
        this.attempts = attempts;
        this.troubles = troubles;
        this.doubts = doubts;
        this.logs = logs;
        this.speaker = speaker;
    }

    /** @param listedShards of which shards all is known */
    void start(IntPredicate listedShards) {
        isListed = listedShards;
        thread.start();
        Thread.ofPlatform().daemon().name("warm-up of Kafka").start(speaker::warmUp);
    }

    /** Looks at what there is to look at, for at most a while, and ends. */
    void stop(Duration atMost) throws InterruptedException {
        stopping = true;
        thread.join(atMost);
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        while (!stopping || !attempts.isNothingToLookAt()) {
            try {
                var key = attempts.next(Duration.ofMillis(200));
                if (key != null) {
                    attempts.find(key).ifPresent(attempt -> tryToLook(key, attempt));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One that can't be read stops nobody; it may be read when more has happened to it. */
    private void tryToLook(String key, Attempt attempt) {
        try {
            look(key, attempt);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Could not look at %s", key);
        }
    }

    private void look(String key, Attempt attempt) {
        if (!isListed.test(attempt.place().shard())) {
            return;
        }
        var reading = attempt.read(troubles.about(key, attempt));
        if (attempt.claim(reading)) {
            say(key, attempt, reading);
        }
        switch (reading) {
            case PodReading.NothingYet _ -> logs.mayFollow(key, attempt);
            case PodReading.Started _ -> logs.mayFollow(key, attempt);
            case PodReading.Succeeded _ -> logs.finish(key, attempt);
            case PodReading.Failed _ -> logs.finish(key, attempt);
            case PodReading.Waiting waiting -> lookAgain(key, waiting);
        }
        doubts.settle(key, attempt);
        attempts.forgetIfOver(key);
    }

    private void lookAgain(String key, PodReading.Waiting waiting) {
        Optional.ofNullable(waiting.lookAgainAt())
                .ifPresent(at -> attempts.note(key, Duration.between(clock.instant(), at)));
    }

    private void say(String key, Attempt attempt, PodReading reading) {
        Observations.of(attempt.id(), reading, clock.instant()).ifPresent(seen -> {
            var _ = speaker.say(seen).whenComplete((_, failure) -> {
                if (failure != null) {
                    LOG.warnf("Expected Kafka to take '%s', but %s", seen.messageId(), failure.getMessage());
                    attempt.unclaim(reading);
                    attempts.note(key, A_WHILE);
                }
            });
        });
    }
}
