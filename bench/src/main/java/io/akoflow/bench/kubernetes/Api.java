package io.akoflow.bench.kubernetes;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.engine.kubernetes.PlannedObject;
import io.akoflow.engine.kubernetes.PodSettings;
import io.akoflow.engine.kubernetes.Unit;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/** A client of a cluster that does what it is told, once. */
public final class Api implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TYPE = "application/json";
    private static final int CONFLICT = 409;
    private static final long PAUSE_NANOS = 500_000_000;

    private final KubernetesClient client;

    private Api(KubernetesClient client) {
        this.client = client;
    }

    /**
     * A client of the cluster of {@code kubeconfig}.
     *
     * @throws IOException when it can't be read
     */
    public static Api of(Path kubeconfig) throws IOException {
        var config = Config.fromKubeconfig(Files.readString(kubeconfig));
        return new Api(new KubernetesClientBuilder().withConfig(config).build());
    }

    KubernetesClient client() {
        return client;
    }

    /** Creates it; one that is there counts. */
    void create(PlannedObject object) {
        create(object.kind().path(object.namespace()), object.tree());
    }

    void create(String path, Object tree) {
        send(request(path).post(TYPE, write(tree)));
    }

    String read(String path) {
        return send(request(path));
    }

    void patch(String path, Object tree) {
        send(request(path).method("PATCH", "application/strategic-merge-patch+json", write(tree)));
    }

    void delete(String path, Object options) {
        send(request(path).method("DELETE", TYPE, write(options)));
    }

    /**
     * Waits until there are no Jobs and pods where attempts run.
     *
     * @param patience after which it is given up
     */
    public void awaitNoAttempts(Duration patience) {
        var namespace = PodSettings.DEFAULT.workNamespace();
        var deadline = Instant.now().plus(patience);
        awaitNone(Unit.JOB.kind().path(namespace), deadline);
        awaitNone(Unit.POD.kind().path(namespace), deadline);
    }

    private void awaitNone(String path, Instant deadline) {
        while (hasAny(path)) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "Expected nothing to be left at %s by %s, but there is; see who should have deleted it"
                                .formatted(path, deadline));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean hasAny(String path) {
        try {
            return !JSON.readTree(read(path + "?limit=1")).path("items").isEmpty();
        } catch (IOException e) {
            throw new IllegalStateException("Expected a list at %s, but it can't be read".formatted(path), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var root = client.getMasterUrl().toString();
        var base = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        return client.getHttpClient().newHttpRequestBuilder().uri(URI.create(base + path));
    }

    private String send(HttpRequest.Builder request) {
        var built = request.build();
        try {
            var response = client.getHttpClient().sendAsync(built, String.class).get();
            if (!response.isSuccessful() && response.code() != CONFLICT) {
                throw new IllegalStateException("Expected %s to be taken, but the answer is %d: %s"
                        .formatted(built.uri(), response.code(), response.body()));
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected an answer, but was interrupted", e);
        } catch (ExecutionException e) {
            throw new CompletionException(e);
        }
    }

    private static String write(Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (IOException e) {
            throw new IllegalStateException("Expected a tree that can be written", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
