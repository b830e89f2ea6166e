package io.akoflow.local.kubernetes;

import static io.akoflow.local.kubernetes.Clients.annotated;
import static io.akoflow.local.kubernetes.Clients.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineKubernetesTest {
    @TempDir
    Path folder;

    @Test
    void shouldRefuseRequestsWithoutItsToken() {
        // given
        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                var client = Clients.withToken(machine, "wrong")) {
            // when
            var refusal = catchThrowableOfType(
                    KubernetesClientException.class, () -> client.pods().list());

            // then
            assertThat(refusal.getCode()).isEqualTo(401);
        }
    }

    @Test
    void shouldSayWhichAddressIsTaken() {
        // given
        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder.resolve("one")))) {
            var second = MachineSettings.simulated(folder.resolve("two"))
                    .withPort(machine.url().getPort());

            // when, then
            assertThatThrownBy(() -> MachineKubernetes.start(second))
                    .hasMessageContaining(
                            "Expected to listen on 127.0.0.1:" + machine.url().getPort());
        }
    }

    @Test
    void shouldHaveAllObjectsAgainAfterRestart() {
        // given
        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                var client = Clients.of(machine)) {
            client.configMaps()
                    .resource(ApiConformance.map("kept", Map.of("a", "b")))
                    .create();
            client.configMaps()
                    .resource(ApiConformance.map("removed", Map.of()))
                    .create();
            client.configMaps().withName("removed").delete();
        }

        // when
        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                var client = Clients.of(machine)) {
            // then
            assertThat(client.configMaps().withLabel("a", "b").list().getItems())
                    .extracting(map -> map.getMetadata().getName())
                    .containsExactly("kept");
            assertThat(client.configMaps().list().getItems()).hasSize(1);
        }
    }

    @Test
    void shouldEndSimulatedPodThatWasRunningBeforeRestart() {
        // given
        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                var client = Clients.of(machine)) {
            client.batch()
                    .v1()
                    .jobs()
                    .resource(annotated(job("over", "true"), "akoflow.test/duration", "1s"))
                    .create();
            await().until(() -> client.pods().list().getItems().stream()
                    .anyMatch(pod -> pod.getStatus().getPhase().equals("Running")));
        }

        // when
        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                var client = Clients.of(machine)) {
            // then
            await().until(() -> client.pods().list().getItems().stream()
                    .allMatch(pod -> pod.getStatus().getPhase().equals("Succeeded")));
            assertThat(client.pods().list().getItems()).hasSize(1);
        }
    }

    @Test
    void shouldIgnoreTornLastLine() throws IOException {
        // given
        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                var client = Clients.of(machine)) {
            client.configMaps().resource(ApiConformance.map("kept", Map.of())).create();
        }
        Files.writeString(journals().getLast(), "{\"v\":99999,\"type\":\"CONFIG_M", StandardOpenOption.APPEND);

        // when
        for (var round : List.of("first", "second")) {
            try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                    var client = Clients.of(machine)) {
                client.configMaps()
                        .resource(ApiConformance.map(round, Map.of()))
                        .create();
            }
        }

        // then
        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                var client = Clients.of(machine)) {
            assertThat(client.configMaps().list().getItems())
                    .extracting(map -> map.getMetadata().getName())
                    .containsExactly("first", "kept", "second");
        }
    }

    @Test
    void shouldSayGoneWhenWatchIsBeyondItsHistory() throws Exception {
        // given
        try (var machine = MachineKubernetes.start(
                        MachineSettings.simulated(folder).withHistory(2));
                var client = Clients.of(machine)) {
            var first = client.configMaps()
                    .resource(ApiConformance.map("a", Map.of()))
                    .create();
            for (var name : List.of("b", "c", "d")) {
                client.configMaps().resource(ApiConformance.map(name, Map.of())).create();
            }

            // when
            var answer = get(
                    machine,
                    "/api/v1/configmaps?watch=true&resourceVersion="
                            + first.getMetadata().getResourceVersion());

            // then
            assertThat(answer).startsWith("{\"type\":\"ERROR\"").contains("\"code\":410", "\"reason\":\"Expired\"");
        }
    }

    @Test
    void shouldLogRequestsAndPodsWithMicroseconds() throws Exception {
        // given
        var job = annotated(job("logged", "true"), "akoflow.test/exit-code", "4");
        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                var client = Clients.of(machine)) {
            // when
            client.batch().v1().jobs().resource(job).create();
            await().until(() ->
                    Files.readString(folder.resolve("kubernetes/api.log")).contains("\"verb\":\"end\""));
        }

        // then
        var lines = Files.readAllLines(folder.resolve("kubernetes/api.log"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .containsPattern("\"ts\":\\d{16}")
                        .contains(
                                "\"verb\":\"create\"",
                                "\"resource\":\"jobs\"",
                                "\"name\":\"logged\"",
                                "\"akoflow.io/shard\":\"0\""));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("\"verb\":\"start\"", "\"resource\":\"pods\""));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"verb\":\"end\"",
                                "\"phase\":\"Failed\"",
                                "\"exitCode\":4",
                                "\"job-name\":\"logged\""));
    }

    @Test
    void shouldLetPodsWaitWhenAllSlotsAreTaken() {
        // given
        try (var machine = MachineKubernetes.start(
                        MachineSettings.simulated(folder).withSlots(1));
                var client = Clients.of(machine)) {
            var jobs = client.batch().v1().jobs();
            jobs.resource(annotated(job("first", "true"), "akoflow.test/duration", "600s"))
                    .create();
            await().until(() -> phase(client, "first").equals("Running"));

            // when
            jobs.resource(job("second", "true")).create();

            // then
            await().until(() -> client.pods().withLabel("job-name", "second").list().getItems().stream()
                    .flatMap(pod -> pod.getStatus().getConditions().stream())
                    .anyMatch(condition -> "Unschedulable".equals(condition.getReason())));
            jobs.withName("first").delete();
            await().until(() -> phase(client, "second").equals("Succeeded"));
        }
    }

    private static String phase(io.fabric8.kubernetes.client.KubernetesClient client, String job) {
        return client.pods().withLabel("job-name", job).list().getItems().stream()
                .map(pod -> pod.getStatus().getPhase())
                .findFirst()
                .orElse("");
    }

    private static String get(MachineKubernetes machine, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(machine.url() + path))
                    .header("Authorization", "Bearer " + machine.token())
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private List<Path> journals() throws IOException {
        try (var files = Files.list(folder.resolve("kubernetes"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("journal-"))
                    .sorted()
                    .toList();
        }
    }
}
