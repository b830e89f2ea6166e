package io.akoflow.bench.kubernetes;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.RunId;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.kubernetes.BarePod;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.kubernetes.PlannedObject;
import io.akoflow.engine.kubernetes.PodSettings;
import io.akoflow.engine.kubernetes.Unit;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A client without an engine: it creates the Jobs or pods of a workflow without dependencies as fast as the API server
 * takes them, watches their pods (but not the Jobs, which akoflow watches too), reads each log, and deletes each as
 * long after its end as akoflow does. Nothing is tried again: what fails ends it.
 */
public final class BareClient implements AutoCloseable {

    private static final int CALLS = 64;
    /** The validity of an ActivityReady, and the margin after it. */
    private static final Duration KEPT = Duration.ofSeconds(75);

    private static final Map<String, Object> BACKGROUND =
            Map.of("apiVersion", "v1", "kind", "DeleteOptions", "propagationPolicy", "Background");

    private final Api api;
    private final RunId run;
    private final Workflow workflow;
    private final PodSettings settings;
    private final Duration patience;
    private final Semaphore calls = new Semaphore(CALLS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final CountDownLatch created;
    private final CountDownLatch ended;
    private final CountDownLatch deleted;

    /**
     * One for the activities of {@code workflow}, as those of {@code run}.
     *
     * @param unit what an attempt is
     * @param patience how long all may take to be created, to end and to be deleted, each
     */
    public BareClient(Api api, RunId run, Workflow workflow, Unit unit, Duration patience) {
        this.api = api;
        this.run = run;
        this.workflow = workflow;
        this.settings = settings(unit);
        this.patience = patience;
        int activities = workflow.activities().size();
        created = new CountDownLatch(activities);
        ended = new CountDownLatch(activities);
        deleted = new CountDownLatch(activities);
    }

    private static PodSettings settings(Unit unit) {
        var usual = PodSettings.DEFAULT;
        return new PodSettings(
                usual.workNamespace(),
                usual.shards(),
                usual.annotations(),
                usual.user(),
                usual.copyImage(),
                usual.queue(),
                usual.serviceAccount(),
                usual.storageClasses(),
                usual.mostDisks(),
                unit);
    }

    /**
     * What it took.
     *
     * @param created seconds until the last was created
     * @param ended seconds until the last pod was seen to have ended
     */
    public record Times(double created, double ended) {}

    /**
     * Runs them all, and waits until everything is deleted.
     *
     * @throws IllegalStateException when a request or a pod fails, the watch ends, or patience does
     */
    public Times run() throws InterruptedException {
        var namespace = settings.workNamespace();
        api.create("/api/v1/namespaces", Map.of("metadata", Map.of("name", namespace)));
        var units = workflow.activities().stream()
                .map(activity -> plan(workflow.activities().indexOf(activity)))
                .toList();
        units.getFirst().objects().stream()
                .filter(object -> object.kind() == PlannedObject.Kind.CLAIM)
                .forEach(api::create);
        try (var _ = api.client()
                .pods()
                .inNamespace(namespace)
                .withLabel(JobLabels.RUN, run.value())
                .watch(watcher())) {
            var begin = Instant.now();
            for (var plan : units) {
                call(() -> api.create(plan.objects().getLast()), created);
            }
            await(created, "created");
            double untilCreated = since(begin);
            await(ended, "ended");
            double untilEnded = since(begin);
            await(deleted, "deleted");
            return new Times(untilCreated, untilEnded);
        }
    }

    private void await(CountDownLatch latch, String what) throws InterruptedException {
        var deadline = Instant.now().plus(patience);
        while (!latch.await(1, TimeUnit.SECONDS)) {
            if (failure.isCompletedExceptionally()) {
                var why = failure.exceptionNow();
                throw new IllegalStateException(
                        "Expected everything to be %s, but: %s".formatted(what, why.getMessage()), why);
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("Expected everything to be %s after %s, but %d are not; see the cluster"
                        .formatted(what, patience, latch.getCount()));
            }
        }
    }

    private static double since(Instant begin) {
        return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    }

    private JobPlan plan(int activity) {
        var spec = new AttemptSpec(
                workflow.name(),
                1,
                null,
                workflow.storage(),
                workflow.mountPath(),
                workflow.shell(),
                workflow.activities().get(activity),
                List.of(),
                null);
        return JobPlan.of(new AttemptId(run, activity, 1), spec, settings);
    }

    private void call(Runnable call, CountDownLatch done) {
        threads.execute(() -> {
            calls.acquireUninterruptibly();
            try {
                call.run();
                done.countDown();
            } catch (RuntimeException e) {
                failure.completeExceptionally(e);
            } finally {
                calls.release();
            }
        });
    }

    private Watcher<Pod> watcher() {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, Pod pod) {
                var name = pod.getMetadata().getName();
                var phase = pod.getStatus().getPhase();
                if ("Failed".equals(phase)) {
                    failure.completeExceptionally(
                            new IllegalStateException("Expected pod '%s' to succeed, but it failed".formatted(name)));
                } else if ("Succeeded".equals(phase) && seen.add(name)) {
                    call(() -> keepLog(pod), ended);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                failure.completeExceptionally(
                        new IllegalStateException("Expected the watch to last, but it ended", cause));
            }
        };
    }

    private void keepLog(Pod pod) {
        var path = "/api/v1/namespaces/%s/pods/%s"
                .formatted(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
        api.read(path + "/log?timestamps=true&container=" + JobLabels.CONTAINER);
        var _ = later.schedule(() -> call(() -> delete(pod, path), deleted), KEPT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void delete(Pod pod, String path) {
        if (settings.unit() == Unit.POD) {
            api.patch(path, BarePod.release(pod.getMetadata().getUid()));
            api.delete(path, BACKGROUND);
        } else {
            var job = pod.getMetadata().getOwnerReferences().getFirst().getName();
            api.delete(settings.unit().kind().path(settings.workNamespace()) + "/" + job, BACKGROUND);
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        threads.shutdown();
    }
}
