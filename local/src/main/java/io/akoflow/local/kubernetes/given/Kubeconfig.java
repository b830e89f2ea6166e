package io.akoflow.local.kubernetes.given;

/** What was read of the user's kubeconfig. */
public sealed interface Kubeconfig {

    /**
     * One context of it.
     *
     * @param context how it is called
     * @param server the address of its API server
     * @param text a kubeconfig with this context only, which needs no other file but what is run to log in
     */
    record Found(String context, String server, String text) implements Kubeconfig {}

    /** It can't be used; {@code sentence} says why, and what to do. */
    record Refused(String sentence) implements Kubeconfig {}

    /** The text of one with an address and a token, and nothing else. */
    static String of(String server, String token) {
        return """
            apiVersion: v1
            kind: Config
            current-context: akoflow
            clusters: [{name: akoflow, cluster: {server: "%s"}}]
            users: [{name: akoflow, user: {token: "%s"}}]
            contexts: [{name: akoflow, context: {cluster: akoflow, user: akoflow, namespace: akoflow-work}}]
            """.formatted(server, token);
    }
}
