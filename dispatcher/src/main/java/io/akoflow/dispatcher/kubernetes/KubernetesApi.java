package io.akoflow.dispatcher.kubernetes;

import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.PlannedObject;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Calls the Kubernetes API once, and answers within the time a call may take. It goes below the client's typed methods,
 * since those hide {@code Retry-After} and try again by themselves.
 */
@ApplicationScoped
public class KubernetesApi {

    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String STRATEGIC_MERGE_PATCH = "application/strategic-merge-patch+json";
    private static final String METADATA =
            "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";
    /** Even the metadata of one that many attempts share may be large: who set which field of which container. */
    private static final int PAGE = 50;

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]*[a-z0-9])?");

    private final KubernetesClient client;
    private final MeterRegistry meters;
    private final Duration timeout;

    KubernetesApi(KubernetesClient client, MeterRegistry meters, DispatcherConfig config) {
        this.client = client;
        this.meters = meters;
        this.timeout = config.callTimeout();
    }

    /** Nothing is created when {@code validUntil} is over before the whole request could be sent. */
    ApiAnswer create(PlannedObject object, Instant validUntil) {
        var timer = Timer.start(meters);
        var path = object.kind().path(checked(object.namespace()));
        byte[] body = ApiCall.body(object.tree());
        var answer = send(request(path).post(JSON, new TimelyBody(body, validUntil), body.length));
        var kind = object.kind().name().toLowerCase(Locale.ROOT);
        timer.stop(meters.timer("akoflow.dispatcher.creates", "kind", kind, "answer", label(answer)));
        return answer;
    }

    ApiAnswer get(Kind kind, String namespace, String name) {
        return send(request(path(kind, namespace, name)));
    }

    /**
     * A page of those with these labels, of each no more than its metadata.
     *
     * @param from what the page before told; empty for the first one
     */
    ApiAnswer list(Kind kind, String namespace, String labels, String from) {
        var query = "?limit=%d&labelSelector=%s&continue=%s".formatted(PAGE, encoded(labels), encoded(from));
        return send(request(kind.path(checked(namespace)) + query).header("Accept", METADATA));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Changes it as a JSON merge patch says. */
    ApiAnswer patch(Kind kind, String namespace, String name, Object merge) {
        return patch(MERGE_PATCH, path(kind, namespace, name), merge);
    }

    /** Changes it as a strategic merge patch says, which can take one thing out of a list. */
    ApiAnswer patchStrategically(Kind kind, String namespace, String name, Object merge) {
        return patch(STRATEGIC_MERGE_PATCH, path(kind, namespace, name), merge);
    }

    private ApiAnswer patch(String type, String path, Object merge) {
        var body = new String(ApiCall.body(merge), StandardCharsets.UTF_8);
        return send(request(path).method("PATCH", type, body));
    }

    /** Deletes it with all that belongs to it, in the background, if it is still the one with this {@code uid}. */
    ApiAnswer delete(Kind kind, String namespace, String name, String uid) {
        var options = Map.of(
                "apiVersion", "v1",
                "kind", "DeleteOptions",
                "propagationPolicy", "Background",
                "preconditions", Map.of("uid", uid));
        var body = new String(ApiCall.body(options), StandardCharsets.UTF_8);
        return send(request(path(kind, namespace, name)).method("DELETE", JSON, body));
    }

    /** The pods with these labels, as a list. */
    ApiAnswer pods(String namespace, String labels) {
        return send(
                request("/api/v1/namespaces/%s/pods?labelSelector=%s".formatted(checked(namespace), encoded(labels))));
    }

    ApiAnswer podTemplate(String namespace, String name) {
        return send(request("/api/v1/namespaces/%s/podtemplates/%s".formatted(checked(namespace), checked(name))));
    }

    /** All storage classes, as a list. */
    ApiAnswer storageClasses() {
        return send(request("/apis/storage.k8s.io/v1/storageclasses"));
    }

    /** Whether it is ready to be asked, as it says itself. */
    ApiAnswer ready() {
        return send(request("/readyz"));
    }

    private static String path(Kind kind, String namespace, String name) {
        return kind.path(checked(namespace)) + "/" + checked(name);
    }

    /** Whatever a command says, it is about an object of its kind, and not another path of the API. */
    private static String checked(String name) {
        if (NAME.matcher(name).matches()) {
            return name;
        }
        throw new IllegalArgumentException(
                "Expected a name of letters, digits, '-' and '.', but it is '%s'".formatted(name));
    }

    private HttpRequest.Builder request(String path) {
        var root = client.getMasterUrl().toString();
        var base = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        return client.getHttpClient().newHttpRequestBuilder().uri(URI.create(base + path));
    }

    private ApiAnswer send(HttpRequest.Builder request) {
        var built = request.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS).build();
        var answer = client.getHttpClient().sendAsync(built, byte[].class);
        try {
            return ApiCall.read(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            answer.cancel(true);
            return trouble("it does not answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            return trouble(sentence(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            return trouble("this dispatcher ends");
        }
    }

    private static ApiAnswer trouble(String why) {
        return new ApiAnswer.Trouble("The Kubernetes API can't be reached: " + why, Optional.empty());
    }

    private static String sentence(Throwable failure) {
        var cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static String label(ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Fine _ -> "fine";
            case ApiAnswer.Refused _ -> "refused";
            case ApiAnswer.Trouble _ -> "trouble";
        };
    }
}
