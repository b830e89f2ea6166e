package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.local.FreePort;
import io.akoflow.local.PrivateFiles;
import io.akoflow.local.Service;
import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.kafka.KafkaSettings;
import io.akoflow.local.kubernetes.MachineKubernetes;
import io.akoflow.local.kubernetes.MachineSettings;
import io.akoflow.local.kubernetes.given.Kubeconfig;
import io.akoflow.local.postgres.EmbeddedPostgres;
import io.akoflow.local.postgres.PostgresSettings;
import io.akoflow.local.process.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("Services start before all that they need")
class StartOrderTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = PrivateFiles.randomSecret();

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final Map<Service, Process> processes = new EnumMap<>(Service.class);
    private final List<AutoCloseable> started = new ArrayList<>();

    @AfterEach
    void endAll() throws Exception {
        for (var part : started.reversed()) {
            part.close();
        }
    }

    @Test
    void shouldBeAliveAndSayWhatTheyWaitForAndBeReadyWhenItComes() throws IOException {
        // given
        var watchdog = Watchdog.start();
        started.add(watchdog);
        var kafka = new KafkaSettings(folder.resolve("kafka"), 0, SECRET);
        var postgres = new PostgresSettings(folder.resolve("pg"), 0, SECRET, false, folder.resolve("pg.log"));
        var kubernetes = MachineSettings.simulated(folder).withPort(FreePort.find());
        // when
        for (var service : Service.values()) {
            start(service, settings(service, kafka, postgres), kubernetes, watchdog);
        }
        // then
        for (var service : Service.values()) {
            awaitAnswer(service, "live", 200);
            awaitAnswer(service, "ready", 503);
            assertThat(troubles(service)).as(service.label()).isNotEmpty();
        }
        assertThat(post().statusCode()).isEqualTo(503);
        started.add(MachineKubernetes.start(kubernetes));
        started.add(EmbeddedPostgres.start(postgres, watchdog));
        for (var service : Service.values()) {
            awaitAnswer(service, "ready", 503);
            assertThat(troubles(service)).as(service.label()).isNotEmpty();
        }
        started.add(EmbeddedKafka.start(kafka));
        for (var service : Service.values()) {
            awaitAnswer(service, "ready", 200);
            assertThat(processes.get(service)).as(service.label()).matches(Process::isAlive);
        }
        var run = submit();
        await("the run's end")
                .atMost(PATIENCE)
                .until(() -> JSON.readTree(
                                get(Service.GATEWAY, "/api/v1/runs/" + run).body())
                        .path("state")
                        .asText()
                        .equals("SUCCEEDED"));
    }

    private void start(Service service, Map<String, String> settings, MachineSettings kubernetes, Watchdog watchdog)
            throws IOException {
        var kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, Kubeconfig.of("http://127.0.0.1:" + kubernetes.port(), kubernetes.token()));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        settings.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
        command.addAll(List.of("-jar", service.jar(Classes.home()).toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Classes.home()
                        .resolve("acceptance/target/order-" + service.label() + ".log")
                        .toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        var process = watchdog.start(builder, Watchdog.Ending.KILL);
        processes.put(service, process);
        started.add(process::destroyForcibly);
    }

    private Map<String, String> settings(Service service, KafkaSettings kafka, PostgresSettings postgres) {
        int port = FreePort.find();
        ports.put(service, port);
        var all = new HashMap<String, String>();
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("kafka.bootstrap.servers", "127.0.0.1:" + kafka.port());
        all.put("kafka.security.protocol", "SASL_PLAINTEXT");
        all.put("kafka.sasl.mechanism", "PLAIN");
        all.put(
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(KafkaSettings.USER, SECRET));
        all.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:%d/akoflow".formatted(postgres.port()));
        all.put("quarkus.datasource.username", PostgresSettings.NAME);
        all.put("quarkus.datasource.password", SECRET);
        all.put("akoflow.auth", "none");
        all.put("akoflow.dispatcher.check-storage-classes", "false");
        return all;
    }

    private String submit() throws IOException {
        var response = post();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return JSON.readTree(response.body()).path("id").asText();
    }

    private HttpResponse<String> post() {
        return send(HttpRequest.newBuilder(uri(Service.GATEWAY, "/api/v1/runs"))
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(Steps.chain(2, "0"))));
    }

    private void awaitAnswer(Service service, String what, int status) {
        await("the %s to answer %d to '%s'".formatted(service.label(), status, what))
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> get(service, "/q/health/" + what).statusCode() == status);
    }

    /** What those checks say that are down. */
    private List<String> troubles(Service service) throws IOException {
        List<String> troubles = new ArrayList<>();
        for (JsonNode check :
                JSON.readTree(get(service, "/q/health/ready").body()).path("checks")) {
            if (check.path("status").asText().equals("DOWN") && check.has("data")) {
                troubles.add(check.path("data").toString());
            }
        }
        System.out.printf("The %s waits: %s%n", service.label(), troubles);
        return troubles;
    }

    private HttpResponse<String> get(Service service, String path) {
        return send(HttpRequest.newBuilder(uri(service, path)));
    }

    private URI uri(Service service, String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(Objects.requireNonNull(ports.get(service)), path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
