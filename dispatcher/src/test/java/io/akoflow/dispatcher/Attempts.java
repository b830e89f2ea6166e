package io.akoflow.dispatcher;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.Command;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.RunId;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Commands about one run. */
public record Attempts(RunId run, AttemptSpec spec) {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final String NAME = "count";

    /** Of a run that no other test has. */
    public static Attempts ofNewRun() {
        return new Attempts(new RunId("01k5zq3v8m%016d".formatted(RUNS.incrementAndGet())), spec("true", null));
    }

    public Attempts withScript(String script) {
        return new Attempts(run, spec(script, spec.namespace()));
    }

    public Attempts inNamespace(String namespace) {
        return new Attempts(run, spec("true", namespace));
    }

    public Attempts inStorageClass(String name) {
        var storage = new StoragePolicy(StoragePolicy.Type.SHARED, name, "1Gi", StoragePolicy.Retain.ALWAYS);
        return new Attempts(
                run,
                new AttemptSpec(
                        spec.workflow(),
                        spec.number(),
                        spec.namespace(),
                        storage,
                        spec.mountPath(),
                        spec.shell(),
                        spec.activity(),
                        spec.parents(),
                        spec.lastNode()));
    }

    /** The same activities, which need what another one wrote. */
    public Attempts afterAnother() {
        var alone = spec.activity();
        var activity = new Activity(
                alone.name(),
                alone.image(),
                alone.command(),
                List.of(0),
                alone.resources(),
                alone.env(),
                alone.timeout(),
                alone.retry(),
                alone.nodeSelector(),
                alone.keepDisk(),
                alone.pod());
        return new Attempts(
                run,
                new AttemptSpec(
                        spec.workflow(),
                        spec.number(),
                        spec.namespace(),
                        spec.storage(),
                        spec.mountPath(),
                        spec.shell(),
                        activity,
                        spec.parents(),
                        spec.lastNode()));
    }

    public ActivityReady ready(int activity) {
        return ready(activity, Instant.now().plusSeconds(60));
    }

    public ActivityReady ready(int activity, Instant validUntil) {
        return new ActivityReady(run, activity, 1, validUntil, spec);
    }

    public ActivityWithdrawn withdrawn(int activity) {
        return withdrawn(activity, Instant.now().plusSeconds(60));
    }

    public ActivityWithdrawn withdrawn(int activity, Instant validUntil) {
        return new ActivityWithdrawn(run, activity, 1, validUntil, job(activity));
    }

    public ActivityReleased released(int activity, boolean script) {
        return new ActivityReleased(run, activity, 1, job(activity), script);
    }

    public JobRef job(int activity) {
        return new JobRef(
                spec.namespace() == null ? "akoflow-work" : spec.namespace(),
                KubernetesNames.job(new AttemptId(run, activity, 1), NAME));
    }

    /** One by the same name that is not the attempt's. */
    Job jobOf(String owner, int activity) {
        return new JobBuilder()
                .withNewMetadata()
                .withName(job(activity).name())
                .withNamespace("akoflow-work")
                .addToLabels("app.kubernetes.io/managed-by", owner)
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("activity")
                .withImage("busybox")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static AttemptSpec spec(String script, @Nullable String namespace) {
        var activity = new Activity(
                NAME,
                "busybox:1.36",
                new Command.Script(script),
                List.of(),
                Resources.NONE,
                Map.of(),
                null,
                RetryPolicy.ONCE,
                Map.of(),
                false,
                PodOptions.NONE);
        return new AttemptSpec(
                "words",
                7,
                namespace,
                new StoragePolicy(StoragePolicy.Type.SHARED, null, "1Gi", StoragePolicy.Retain.ALWAYS),
                "/data",
                List.of("sh", "-c"),
                activity,
                List.of(),
                null);
    }
}
