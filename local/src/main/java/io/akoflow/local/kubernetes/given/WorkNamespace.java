package io.akoflow.local.kubernetes.given;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The namespace where activities live, on a cluster that is not akoflow's own. */
public final class WorkNamespace {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int MILLIS = 10_000;

    /** What the dispatcher and the watcher do there. */
    private static final List<Right> NEEDED = List.of(
            new Right("batch", "jobs", "create get list watch patch delete"),
            new Right("", "persistentvolumeclaims", "create get list watch delete"),
            new Right("", "configmaps", "create get delete"),
            new Right("", "pods", "get list watch"),
            new Right("", "pods/log", "get"),
            new Right("", "events", "list watch"),
            new Right("coordination.k8s.io", "leases", "create get list update delete"));

    private final KubernetesClient client;
    private final String name;

    private WorkNamespace(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    private record Right(String group, String resource, String verbs) {}

    /** Makes it if it is not there. Says what is missing, and what to do, when no work can be done there. */
    public static Optional<String> prepare(Path kubeconfig, String name) {
        var config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestRetryBackoffLimit(0);
        config.setConnectionTimeout(MILLIS);
        config.setRequestTimeout(MILLIS);
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            var namespace = new WorkNamespace(client, name);
            return namespace.missing().or(namespace::forbidden);
        } catch (KubernetesClientException e) {
            return Optional.of(
                    "Expected the Kubernetes API at %s to answer, but %s".formatted(config.getMasterUrl(), reason(e)));
        }
    }

    private Optional<String> missing() {
        try {
            if (client.namespaces().withName(name).get() != null) {
                return Optional.empty();
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() == FORBIDDEN) {
                return Optional.empty(); // who may work there need not see that it is there
            }
            throw e;
        }
        try {
            var namespace = new NamespaceBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .addToLabels("app.kubernetes.io/managed-by", "akoflow")
                    .addToLabels("pod-security.kubernetes.io/enforce", "baseline")
                    .addToLabels("pod-security.kubernetes.io/warn", "restricted")
                    .endMetadata()
                    .build();
            client.resource(namespace).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                return Optional.of("Expected a namespace '%s', but it is not there, and can't be made: %s"
                                .formatted(name, reason(e))
                        + "\nHave it made with 'kubectl create namespace %s', or choose another one with --namespace."
                                .formatted(name));
            }
        }
        return Optional.empty();
    }

    private Optional<String> forbidden() {
        var forbidden = new ArrayList<String>();
        for (var right : NEEDED) {
            for (var verb : right.verbs().split(" ", -1)) {
                if (!mayDo(verb, right)) {
                    forbidden.add(verb + " " + right.resource());
                }
            }
        }
        return forbidden.isEmpty()
                ? Optional.empty()
                : Optional.of(("Expected the rights to work in the namespace '%s', but these are missing: %s."
                                + " Have them given by a Role, or choose another namespace with --namespace.")
                        .formatted(name, String.join(", ", forbidden)));
    }

    private boolean mayDo(String verb, Right right) {
        var resource = right.resource().split("/", 2);
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(name)
                .withVerb(verb)
                .withGroup(right.group())
                .withResource(resource[0])
                .withSubresource(resource.length > 1 ? resource[1] : "")
                .endResourceAttributes()
                .endSpec()
                .build();
        try {
            return client.authorization()
                    .v1()
                    .selfSubjectAccessReview()
                    .create(review)
                    .getStatus()
                    .getAllowed();
        } catch (KubernetesClientException e) {
            if (e.getCode() == FORBIDDEN || e.getCode() == NOT_FOUND) {
                return true; // nobody can be asked
            }
            throw e;
        }
    }

    private static String reason(KubernetesClientException e) {
        if (e.getStatus() != null && e.getStatus().getMessage() != null) {
            return e.getStatus().getMessage();
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
