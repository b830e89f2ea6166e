package io.akoflow.watcher.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;

/** Opens logs of containers. */
final class LogSource {

    private final KubernetesClient client;

    LogSource(KubernetesClient client) {
        this.client = client;
    }

    /** @param follow whether to stay until the container has ended */
    LogStream open(String namespace, String pod, String container, boolean follow) {
        var server = client.getMasterUrl().toString();
        var path = "%s%sapi/v1/namespaces/%s/pods/%s/log?container=%s%s"
                .formatted(
                        server,
                        server.endsWith("/") ? "" : "/",
                        namespace,
                        pod,
                        container,
                        follow ? "&follow=true" : "");
        var http = client.getHttpClient();
        return new LogStream(
                http, http.newHttpRequestBuilder().uri(URI.create(path)).build());
    }
}
