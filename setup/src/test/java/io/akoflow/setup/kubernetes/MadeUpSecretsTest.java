package io.akoflow.setup.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MadeUpSecretsTest {

    private final List<JsonNode> created = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 201;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/namespaces/akoflow/secrets", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldCreateThreeSecretsThatFitTogetherWhenThereAreNone() throws Exception {
        // given
        var api = api();

        // when
        MadeUpSecrets.create(api);

        // then
        assertThat(created)
                .extracting(it -> it.at("/metadata/name").asText())
                .containsExactly("akoflow-postgresql", "akoflow-kafka", "akoflow-gateway");
        assertThat(tokens).containsOnly("Bearer token");
        var kafka = created.get(1).path("stringData");
        var client = kafka.path("client-jaas").asText();
        var password = client.replaceFirst(".* password=\"(\\w+)\";", "$1");
        assertThat(password).hasSize(48);
        assertThat(kafka.path("broker-jaas").asText())
                .endsWith(" username=\"akoflow\" password=\"%1$s\" user_akoflow=\"%1$s\";".formatted(password));
        assertThat(created.get(2).at("/stringData/token").asText()).hasSize(48).isNotEqualTo(password);
    }

    @Test
    void shouldLeaveSecretsWhenTheyAreThere() throws Exception {
        // given
        status = 409;

        // when
        boolean isNew = api().createSecret("akoflow-gateway", java.util.Map.of("token", "x"));

        // then
        assertThat(isNew).isFalse();
    }

    @Test
    void shouldSayWhatTheApiSaysWhenItRefuses() {
        // given
        status = 403;

        // when / then
        assertThatThrownBy(() -> MadeUpSecrets.create(api()))
                .hasMessage("Expected the Kubernetes API to create the Secret 'akoflow-postgresql', but it answers 403:"
                        + " no");
    }

    private ClusterApi api() {
        var root = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new ClusterApi(HttpClient.newHttpClient(), root, "akoflow", "token");
    }

    private void answer(HttpExchange exchange) throws IOException {
        created.add(new ObjectMapper().readTree(exchange.getRequestBody()));
        tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.sendResponseHeaders(status, 2);
        exchange.getResponseBody().write("no".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        exchange.close();
    }
}
