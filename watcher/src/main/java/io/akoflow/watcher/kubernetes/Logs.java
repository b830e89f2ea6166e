package io.akoflow.watcher.kubernetes;

import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.engine.kubernetes.ContainerView;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.watcher.WatcherConfig;
import io.akoflow.watcher.messaging.Speaker;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Reads each attempt's log once: from its begin on, live, when a container runs for longer than a moment, else at its
 * end. So many are followed at once; attempts that have ended never wait for those that go on.
 */
@ApplicationScoped
public class Logs {

    private static final List<String> CONTAINERS = List.of(JobLabels.COPY_CONTAINER, JobLabels.CONTAINER);
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final Attempts attempts;
    private final Speaker speaker;
    private final WatcherConfig.Logs config;
    private final KubernetesClient client;
    private final Semaphore follows;
    private final Semaphore reads;
    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Logs(KubernetesClient client, Attempts attempts, Speaker speaker, WatcherConfig config, MeterRegistry meters) {
        meters.gaugeCollectionSize("akoflow.watcher.logs", Tags.empty(), readers);
        this.attempts = attempts;
        this.speaker = speaker;
        this.config = config.logs();
        this.client = client;
        this.follows = new Semaphore(this.config.follows());
        this.reads = new Semaphore(this.config.reads());
    }

    /** A container of it may be running: it is followed after a moment, if it still is. */
    void mayFollow(String key, Attempt attempt) {
        if (isRunning(attempt) && attempt.claimTimer()) {
            attempts.after(config.followAfter(), () -> follow(key, attempt));
        }
    }

    /** It has ended: what is left of its log is read. */
    void finish(String key, Attempt attempt) {
        if (attempt.claimLog()) {
            begin(key, attempt, reads, true);
        }
    }

    /** Its log was dealt with by whoever watched it before. */
    void skip(String key, Attempt attempt) {
        if (attempt.claimLog()) {
            start(key, () -> {
                if (attempt.awaitEnd()) {
                    end(key, attempt);
                }
            });
        }
    }

    void stop() {
        stopping = true;
        readers.forEach(Thread::interrupt);
    }

    private void follow(String key, Attempt attempt) {
        if (attempt.hasEnded() || attempt.isLeaving() || stopping) {
            return;
        }
        if (!isRunning(attempt)) {
            attempt.unclaimTimer();
        } else if (!follows.tryAcquire()) {
            attempts.after(A_WHILE, () -> follow(key, attempt));
        } else if (attempt.claimLog()) {
            begin(key, attempt, follows, false);
        } else {
            follows.release();
        }
    }

    private void begin(String key, Attempt attempt, Semaphore slots, boolean wait) {
        start(key, () -> {
            if (wait) {
                slots.acquire();
            }
            readAll(key, attempt, slots);
        });
    }

    private void start(String key, Work work) {
        var reader = Thread.ofVirtual().name("log of " + key).unstarted(() -> {
            try {
                work.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                readers.remove(Thread.currentThread());
            }
        });
        readers.add(reader);
        reader.start();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    private void readAll(String key, Attempt attempt, Semaphore slots) throws InterruptedException {
        var log = new AttemptLog(attempt, client, speaker, config);
        try {
            for (var container : CONTAINERS) {
                log.read(container);
            }
        } finally {
            slots.release();
        }
        if (attempt.awaitEnd()) {
            var id = attempt.id();
            speaker.sayUntilTaken(new ActivityLogged(
                    id.run(),
                    id.activity(),
                    id.attempt(),
                    Instant.now(),
                    log.bytes(),
                    log.isComplete() && !attempt.isLogLost()));
            end(key, attempt);
        }
    }

    private void end(String key, Attempt attempt) {
        attempt.becomeLogged();
        attempts.note(key);
        attempts.remind(key);
    }

    private static boolean isRunning(Attempt attempt) {
        return CONTAINERS.stream()
                .flatMap(name -> attempt.container(name).stream())
                .anyMatch(container -> container.state() instanceof ContainerView.Running);
    }
}
