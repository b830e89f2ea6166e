package io.akoflow.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of the user's, in place of the one-machine API.
 *
 * @param context of the kubeconfig; null for its current one
 * @param kubeconfig null for what kubectl would read
 * @param namespace where activities live, and the watcher's Leases, so that one namespace is all that is needed
 */
public record GivenCluster(
        @Nullable String context, @Nullable Path kubeconfig, String namespace) {

    /** What a cluster's work namespace is called if nobody says otherwise. */
    public static final String USUAL_NAMESPACE = "akoflow-work";

    /** The current context of a kubeconfig. */
    public static GivenCluster of(Path kubeconfig) {
        return new GivenCluster(null, kubeconfig, USUAL_NAMESPACE);
    }

    /** With work in another namespace. */
    public GivenCluster withNamespace(String other) {
        return new GivenCluster(context, kubeconfig, other);
    }
}
