package io.akoflow.watcher.kubernetes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Passes over what no reading needs of objects of Kubernetes. Each change of each of them comes whole, and most of it
 * would be made objects only to be thrown away. Whoever sends a Job or a pod back that was read here would take that
 * from it; a patch does not.
 */
@Singleton
final class NeededFields implements KubernetesClientObjectMapperCustomizer {

    @JsonIgnoreProperties(value = "managedFields", allowGetters = true)
    private interface OfMetadata {}

    @JsonIgnoreProperties(
            value = {"template", "selector"},
            allowGetters = true)
    private interface OfJob {}

    @JsonIgnoreProperties(
            value = {"affinity", "tolerations", "volumes"},
            allowGetters = true)
    private interface OfPod {}

    @JsonIgnoreProperties(
            value = {"args", "command", "env", "volumeMounts"},
            allowGetters = true)
    private interface OfContainer {}

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(ObjectMeta.class, OfMetadata.class)
                .addMixIn(JobSpec.class, OfJob.class)
                .addMixIn(PodSpec.class, OfPod.class)
                .addMixIn(Container.class, OfContainer.class);
    }
}
