package io.akoflow.watcher;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunId;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.akoflow.engine.kubernetes.Shards;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Map;

/** Jobs as the dispatcher creates them, as far as the watcher minds. */
public final class Jobs {

    private Jobs() {}

    /** The Job of a new run's only activity. */
    public static Job running(String script) {
        return of(new AttemptId(World.newRun(), 0, 1), 1, script);
    }

    public static Job of(AttemptId id, int shards, String script) {
        var labels = Map.of(
                JobLabels.MANAGED_BY, JobLabels.AKOFLOW,
                JobLabels.RUN, id.run().value(),
                JobLabels.ACTIVITY, Integer.toString(id.activity()),
                JobLabels.ATTEMPT, Integer.toString(id.attempt()),
                JobLabels.SHARD, Shards.of(id.run(), shards));
        return new JobBuilder()
                .withNewMetadata()
                .withName(KubernetesNames.job(id, "step"))
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withPodReplacementPolicy("Failed")
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(1L)
                .addNewContainer()
                .withName(JobLabels.CONTAINER)
                .withImage("alpine:3.20")
                .withCommand("/bin/sh", "-c", script)
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** With an annotation of its pod, below {@code akoflow.test/}. */
    public static Job with(Job job, String annotation, String value) {
        return new JobBuilder(job)
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations("akoflow.test/" + annotation, value)
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** With others in its pod, the activities from 1 on, which run these scripts. */
    public static Job sharing(Job job, String... scripts) {
        var lead = attempt(job);
        var members = new StringBuilder("%d.%d".formatted(lead.activity(), lead.attempt()));
        var shared = new JobBuilder(job);
        for (int i = 1; i <= scripts.length; i++) {
            members.append(" %d.1".formatted(i));
            shared = shared.editSpec()
                    .editTemplate()
                    .editSpec()
                    .addNewContainer()
                    .withName(JobLabels.CONTAINER + "-" + i)
                    .withImage("alpine:3.20")
                    .withCommand("/bin/sh", "-c", scripts[i - 1])
                    .withTerminationMessagePolicy("FallbackToLogsOnError")
                    .endContainer()
                    .endSpec()
                    .endTemplate()
                    .endSpec();
        }
        return shared.editMetadata()
                .addToAnnotations(JobLabels.MEMBERS, members.toString())
                .endMetadata()
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations(JobLabels.MEMBERS, members.toString())
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** With a container that runs before the command. */
    public static Job copying(Job job, String script) {
        return new JobBuilder(job)
                .editSpec()
                .editTemplate()
                .editSpec()
                .addNewInitContainer()
                .withName(JobLabels.COPY_CONTAINER)
                .withImage("alpine:3.20")
                .withCommand("/bin/sh", "-c", script)
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .endInitContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    static AttemptId attempt(Job job) {
        var labels = job.getMetadata().getLabels();
        return new AttemptId(
                new RunId(labels.getOrDefault(JobLabels.RUN, "")),
                Integer.parseInt(labels.getOrDefault(JobLabels.ACTIVITY, "")),
                Integer.parseInt(labels.getOrDefault(JobLabels.ATTEMPT, "")));
    }
}
