package io.akoflow.watcher.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

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
        var address = "%s%sapi/v1/namespaces/%s/pods/%s/log?container=%s&timestamps=true"
                .formatted(server, server.endsWith("/") ? "" : "/", namespace, pod, container);
        return new LogSource(client, address);
    }

    /**
     * Opens what there is, each line with its time.
     *
     * @param follow whether what comes until the container has ended is wanted, too
     * @param since lines that are older are not wanted; in whole seconds
     */
    LogStream open(boolean follow, Optional<Instant> since) {
        return open((follow ? "&follow=true" : "")
                + since.map(time -> "&sinceTime=" + time).orElse(""));
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
