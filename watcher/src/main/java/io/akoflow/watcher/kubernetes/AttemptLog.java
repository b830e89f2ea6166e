package io.akoflow.watcher.kubernetes;

import io.akoflow.contract.Output.LogChunk;
import io.akoflow.engine.kubernetes.PodView;
import io.akoflow.watcher.WatcherConfig;
import io.akoflow.watcher.messaging.Speaker;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** The log of one attempt: how much of it was said, and whether that is all. */
final class AttemptLog {

    private final Attempt attempt;
    private final KubernetesClient client;
    private final Speaker speaker;
    private final WatcherConfig.Logs config;
    private long bytes;
    private long waitedNanos;
    private boolean complete = true;

    AttemptLog(Attempt attempt, KubernetesClient client, Speaker speaker, WatcherConfig.Logs config) {
        this.attempt = attempt;
        this.client = client;
        this.speaker = speaker;
        this.config = config;
    }

    /** How much was said. */
    long bytes() {
        return bytes;
    }

    boolean isComplete() {
        return complete;
    }

    /** Reads what a container has written, if there is such a container, up to its end. */
    void read(String container) throws InterruptedException {
        if (!complete || attempt.container(container).isEmpty() || !attempt.awaitBeginOf(container)) {
            return;
        }
        var pod = attempt.pod().map(PodView::ref).orElse(null);
        if (pod != null) {
            var place = attempt.place();
            var source = LogSource.of(
                    client, place.namespace(), pod.name(), place.seat().container(container));
            var out = new LogWriter(this, attempt, pod, container);
            complete = new ContainerLog(out, attempt, container, source).read();
        }
    }

    /** How much more may be said. */
    long room() {
        return config.mostBytes() - bytes;
    }

    /** Says a piece; that Kafka takes its time is not the log's fault. */
    void say(LogChunk chunk, int length) throws InterruptedException {
        long before = System.nanoTime();
        speaker.sayUntilTaken(chunk);
        waitedNanos += System.nanoTime() - before;
        bytes += length;
    }

    /** Whether it is to be given up on. */
    boolean isTooLate() {
        return attempt.sinceEnd().compareTo(config.patience().plus(Duration.ofNanos(waitedNanos))) > 0;
    }
}
