package io.akoflow.watcher.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;

/** Opens the log of one container. */
final class LogSource {

    private final KubernetesClient client;
    private final String address;

    private LogSource(KubernetesClient client, String address) {
        this.client = client;
        this.address = address;
    }

    static LogSource of(KubernetesClient client, String namespace, String pod, String container) {
        var server = client.getMasterUrl().toString();
        var address = "%s%sapi/v1/namespaces/%s/pods/%s/log?container=%s"
                .formatted(server, server.endsWith("/") ? "" : "/", namespace, pod, container);
        return new LogSource(client, address);
    }

    /** All there is by now. */
    LogStream read() {
        return open("");
    }

    /** All there is, and what comes until the container has ended. */
    LogStream follow() {
        return open("&follow=true");
    }

    LogStream lastLine() {
        return open("&tailLines=1");
    }

    private LogStream open(String options) {
        var http = client.getHttpClient();
        return new LogStream(
                http,
                http.newHttpRequestBuilder().uri(URI.create(address + options)).build());
    }
}
