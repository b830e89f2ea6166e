package io.akoflow.local.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Map;

/** Clients and objects for tests. */
final class Clients {
    static final String NAMESPACE = "akoflow-work";

    private Clients() {}

    static KubernetesClient of(MachineKubernetes machine) {
        return withToken(machine, machine.token());
    }

    static KubernetesClient withToken(MachineKubernetes machine, String token) {
        var config = new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(machine.url().toString())
                .withOauthToken(token)
                .withNamespace(NAMESPACE)
                .withRequestRetryBackoffLimit(0)
                .withMaxConcurrentRequests(64)
                .withMaxConcurrentRequestsPerHost(64)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    static Job job(String name, String... command) {
        return new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("app.kubernetes.io/managed-by", "akoflow")
                .addToLabels("akoflow.io/shard", "0")
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withPodReplacementPolicy("Failed")
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("akoflow.io/shard", "0")
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(2L)
                .addNewContainer()
                .withName("activity")
                .withImage("busybox:1.36")
                .withCommand(command)
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** With an annotation of its pod. */
    static Job annotated(Job job, String annotation, String value) {
        return new JobBuilder(job)
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations(annotation, value)
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** With a claim's disk. */
    static Job mounting(Job job, String claim, String mountPath) {
        return new JobBuilder(job)
                .editSpec()
                .editTemplate()
                .editSpec()
                .addNewVolume()
                .withName("disk")
                .withNewPersistentVolumeClaim(claim, false)
                .endVolume()
                .editContainer(0)
                .addNewVolumeMount()
                .withName("disk")
                .withMountPath(mountPath)
                .endVolumeMount()
                .withWorkingDir(mountPath)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    static PersistentVolumeClaim claim(String name) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity("1Gi")))
                .endResources()
                .endSpec()
                .build();
    }
}
