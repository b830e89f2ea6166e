package io.akoflow.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // start() fills the field
class ReaderTest {

    private record Brought(String method, String status, String secret, String length, String body) {}

    @TempDir
    private Path root;

    private HttpServer gateway;
    private int answer = 204;
    private @Nullable Brought brought;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/outputs/1", exchange -> {
            var headers = exchange.getRequestHeaders();
            brought = new Brought(
                    exchange.getRequestMethod(),
                    headers.getFirst("Akoflow-Status"),
                    headers.getFirst("Akoflow-Secret"),
                    headers.getFirst("Content-Length"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void shouldBringTheFileWhenItIsAskedFor() throws IOException {
        // given
        Files.writeString(root.resolve("a.txt"), "hello");

        // when
        Reader.bring(environment("a.txt"), root);

        // then
        assertThat(brought).isEqualTo(new Brought("PUT", "200", "s3", "5", "hello"));
    }

    @Test
    void shouldBringAnEmptyFile() throws IOException {
        // given
        Files.createFile(root.resolve("empty"));

        // when
        Reader.bring(environment("empty"), root);

        // then
        assertThat(brought).isEqualTo(new Brought("PUT", "200", "s3", "0", ""));
    }

    @Test
    void shouldBringTheListWhenNoFileIsAskedFor() throws IOException {
        // given
        Files.writeString(root.resolve("a.txt"), "hello");

        // when
        Reader.bring(environment(null), root);

        // then
        assertThat(Objects.requireNonNull(brought).body())
                .startsWith("{\"items\":[{\"path\":\"a.txt\",\"bytes\":5,")
                .endsWith("\"disk\":\"claim\"}],\"truncated\":false,\"unreadable\":0}");
    }

    @Test
    void shouldBringWhyNotWhenFileIsNotThere() throws IOException {
        // when
        Reader.bring(environment("../x"), root);

        // then
        assertThat(Objects.requireNonNull(brought).status()).isEqualTo("422");
        assertThat(brought.body()).startsWith("Expected the path of a file on the disk");
    }

    @Test
    void shouldBringWhyNotWhenDiskCanNotBeRead() throws IOException {
        // given
        var none = Files.createFile(root.resolve("file"));

        // when
        Reader.bring(environment(null), none);

        // then
        assertThat(Objects.requireNonNull(brought).status()).isEqualTo("500");
        assertThat(brought.body()).startsWith("Expected to read the disk 'claim', but");
    }

    @Test
    void shouldFailWhenNobodyWantsItAnyMore() throws IOException {
        // given
        answer = 404;
        Files.writeString(root.resolve("a.txt"), "hello");

        // when / then
        assertThatThrownBy(() -> Reader.bring(environment("a.txt"), root))
                .hasMessage("the gateway does not want it any more (404)");
    }

    private Map<String, String> environment(@Nullable String path) {
        var environment = new HashMap<String, String>();
        environment.put(
                "AKOFLOW_OUTPUTS_CALLBACK",
                "http://localhost:%d/outputs/1".formatted(gateway.getAddress().getPort()));
        environment.put("AKOFLOW_OUTPUTS_SECRET", "s3");
        environment.put("AKOFLOW_OUTPUTS_DISK", "claim");
        if (path != null) {
            environment.put("AKOFLOW_OUTPUTS_PATH", path);
        }
        return environment;
    }
}
