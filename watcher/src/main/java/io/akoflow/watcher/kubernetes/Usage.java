package io.akoflow.watcher.kubernetes;

import io.akoflow.contract.Output.UsageSampled;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.PodView;
import io.akoflow.watcher.WatcherConfig;
import io.akoflow.watcher.messaging.Speaker;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.ContainerMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says what pods use while they run, where the cluster measures it ({@code metrics.k8s.io}, which metrics-server
 * gives). There is no watch for it: one call for each namespace and interval, and none while nothing runs. A sample
 * that gets lost is no loss; the next one comes soon.
 */
@ApplicationScoped
public class Usage {

    private static final Logger LOG = Logger.getLogger(Usage.class);
    private static final Duration UNTIL_IT_MAY_BE_THERE = Duration.ofMinutes(10);

    /** Not allowed, or there is nobody who measures; other troubles pass. */
    private static final Set<Integer> NEVER_TOLD = Set.of(403, 404);

    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private final KubernetesClient client;
    private final List<String> namespaces;
    private final Duration interval;
    private final Attempts attempts;
    private final Speaker speaker;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("usage").unstarted(this::run);

    Usage(KubernetesClient client, WatcherConfig config, Attempts attempts, Speaker speaker) {
        this.client = client;
        this.namespaces = config.namespaces();
        this.interval = config.usageInterval();
        this.attempts = attempts;
        this.speaker = speaker;
    }

    void start(@Observes StartupEvent event) {
        if (interval.isPositive()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stop.countDown();
    }

    private void run() {
        try {
            var pause = interval;
            while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = isSampled() ? interval : UNTIL_IT_MAY_BE_THERE;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Samples once; false when the cluster does not measure, or does not tell this watcher. */
    boolean isSampled() {
        if (attempts.size() == 0) {
            return true;
        }
        try {
            for (var namespace : namespaces) {
                var ours = Map.of(JobLabels.MANAGED_BY, JobLabels.AKOFLOW);
                client.top().pods().inNamespace(namespace).withLabels(ours).metrics().getItems().stream()
                        .flatMap(this::sample)
                        .forEach(speaker::sayIfTaken);
            }
            return true;
        } catch (KubernetesClientException e) {
            boolean isNeverTold = NEVER_TOLD.contains(e.getCode());
            LOG.logf(
                    isNeverTold ? Logger.Level.INFO : Logger.Level.DEBUG,
                    "What pods use is not known: %s",
                    e.getMessage());
            return !isNeverTold;
        } catch (RuntimeException e) {
            LOG.warn("Expected to sample what pods use, but could not", e);
            return true;
        }
    }

    /** Of all attempts whose pod it is. */
    private Stream<UsageSampled> sample(PodMetrics pod) {
        var metadata = pod.getMetadata();
        var labels = metadata.getLabels() == null ? Map.<String, String>of() : metadata.getLabels();
        var name = labels.getOrDefault(AttemptLabels.JOB_NAME, metadata.getName()); // its own where it has no Job
        return attempts.keysOf(AttemptLabels.key(metadata.getNamespace(), name)).stream()
                .flatMap(key -> attempts.find(key).stream())
                .flatMap(attempt -> sample(pod, attempt).stream());
    }

    /** Empty when it is not about an attempt that this replica watches, or about nothing that runs. */
    private static Optional<UsageSampled> sample(PodMetrics pod, Attempt attempt) {
        var uid = attempt.pod()
                .filter(it -> it.name().equals(pod.getMetadata().getName()))
                .map(PodView::uid);
        var name = attempt.place().seat().container(JobLabels.CONTAINER);
        var container = pod.getContainers().stream()
                .filter(it -> name.equals(it.getName()))
                .findFirst();
        if (uid.isEmpty() || container.isEmpty()) {
            return Optional.empty();
        }
        var id = attempt.id();
        return Optional.of(new UsageSampled(
                id.run(),
                id.activity(),
                id.attempt(),
                time(pod.getTimestamp()),
                uid.get(),
                amount(container.get(), "cpu", MILLIS),
                amount(container.get(), "memory", BigDecimal.ONE)));
    }

    private static long amount(ContainerMetrics container, String of, BigDecimal factor) {
        @Nullable Quantity quantity = container.getUsage().get(of);
        return quantity == null
                ? 0
                : quantity.getNumericalAmount()
                        .multiply(factor)
                        .setScale(0, RoundingMode.UP)
                        .longValue();
    }

    private static Instant time(@Nullable String text) {
        try {
            return text == null ? Instant.now() : Instant.parse(text);
        } catch (DateTimeException _) {
            return Instant.now();
        }
    }
}
