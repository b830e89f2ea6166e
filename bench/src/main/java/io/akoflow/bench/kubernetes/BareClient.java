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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A client without an engine: it creates the Jobs or pods of a workflow without dependencies as fast as the API server
 * takes them, watches their pods, reads each log, and deletes each as long after its end as akoflow does.
 */
public final class BareClient implements AutoCloseable {

    private static final RunId RUN = new RunId("01bare00000000000000000000");
    private static final int CALLS = 64;
    /** The validity of an ActivityReady, and the margin after it. */
    private static final Duration KEPT = Duration.ofSeconds(75);

    private static final Map<String, Object> BACKGROUND =
            Map.of("apiVersion", "v1", "kind", "DeleteOptions", "propagationPolicy", "Background");

    private final Api api;
    private final Workflow workflow;
    private final PodSettings settings;
    private final Semaphore calls = new Semaphore(CALLS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ended;
    private final CountDownLatch deleted;

    /**
     * One for the activities of {@code workflow}.
     *
     * @param unit what an attempt is
     */
    public BareClient(Api api, Workflow workflow, Unit unit) {
        this.api = api;
        this.workflow = workflow;
        this.settings = settings(unit);
        int activities = workflow.activities().size();
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

    /** Runs them all, and waits until everything is deleted. */
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
                .withLabel(JobLabels.RUN, RUN.value())
                .watch(watcher())) {
            var begin = Instant.now();
            var created = new CountDownLatch(units.size());
            for (var plan : units) {
                call(() -> api.create(plan.objects().getLast()), created);
            }
            created.await();
            double untilCreated = since(begin);
            ended.await();
            double untilEnded = since(begin);
            deleted.await();
            return new Times(untilCreated, untilEnded);
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
        return JobPlan.of(new AttemptId(RUN, activity, 1), spec, settings);
    }

    private void call(Runnable call, CountDownLatch done) {
        threads.execute(() -> {
            calls.acquireUninterruptibly();
            try {
                call.run();
            } finally {
                calls.release();
            }
            done.countDown();
        });
    }

    private Watcher<Pod> watcher() {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, Pod pod) {
                boolean isOver = "Succeeded".equals(pod.getStatus().getPhase());
                if (isOver && seen.add(pod.getMetadata().getName())) {
                    call(() -> keepLog(pod), ended);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                throw new IllegalStateException("Expected the watch to last, but it ended", cause);
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
