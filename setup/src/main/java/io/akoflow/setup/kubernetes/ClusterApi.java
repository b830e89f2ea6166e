package io.akoflow.setup.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The Kubernetes API as a pod sees it: enough of it to create a Secret in the pod's own namespace. */
public final class ClusterApi {

    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    private final HttpClient client;
    private final URI root;
    private final String namespace;
    private final String token;
    private final ObjectMapper json = new ObjectMapper();

    ClusterApi(HttpClient client, URI root, String namespace, String token) {
        this.client = client;
        this.root = root;
        this.namespace = namespace;
        this.token = token;
    }

    /** With the rights of this pod's service account. */
    public static ClusterApi ofThisPod() throws IOException {
        var client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .sslContext(trusting(ACCOUNT.resolve("ca.crt")))
                .build();
        return new ClusterApi(
                client,
                URI.create("https://kubernetes.default.svc"),
                Files.readString(ACCOUNT.resolve("namespace")).strip(),
                Files.readString(ACCOUNT.resolve("token")).strip());
    }

    /** Whether it was created; false when there is one of that name. */
    boolean createSecret(String name, Map<String, String> values) throws IOException, InterruptedException {
        var labels = Map.of("app.kubernetes.io/part-of", "akoflow");
        var secret = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "metadata",
                Map.of("name", name, "labels", labels),
                "stringData",
                values);
        var request = HttpRequest.newBuilder(root.resolve("/api/v1/namespaces/" + namespace + "/secrets"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(write(secret)))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        return switch (answer.statusCode()) {
            case CREATED -> true;
            case CONFLICT -> false;
            default ->
                throw new IOException("Expected the Kubernetes API to create the Secret '%s', but it answers %d: %s"
                        .formatted(name, answer.statusCode(), answer.body()));
        };
    }

    private String write(Object tree) {
        try {
            return json.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(Path certificates) throws IOException {
        try (var in = Files.newInputStream(certificates)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("cluster-" + store.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("Expected certificates in %s, but could not use them".formatted(certificates), e);
        }
    }
}
