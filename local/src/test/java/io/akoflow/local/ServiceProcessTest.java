package io.akoflow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.process.Signal;
import io.akoflow.local.process.Watchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Watchdog watchdog = Watchdog.start();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final int port = FreePort.find();

    @AfterEach
    void end() {
        watchdog.close();
    }

    @Test
    void shouldStartAgainAndSaySoWhenItDies() throws IOException {
        // given
        try (var service = service()) {
            service.start();
            service.awaitReady(PATIENCE);

            // when
            Signal.KILL.send(pids().getFirst());

            // then
            await().until(() -> pids().size() == 2);
            service.awaitReady(PATIENCE);
            assertThat(said)
                    .singleElement()
                    .asString()
                    .contains("planner ended (exit code 137)", "again in 1 s", "ends with: pid " + pids().getFirst());
        }
    }

    @Test
    void shouldStayAwayUntilStartedWhenKilledOnRequest() throws IOException {
        // given
        try (var service = service()) {
            service.start();
            service.awaitReady(PATIENCE);

            // when
            service.kill();

            // then
            assertThat(FreePort.isFree(port)).isTrue();
            assertThat(said).isEmpty();
            service.start();
            service.awaitReady(PATIENCE);
            assertThat(pids()).hasSize(2);
        }
    }

    @Test
    void shouldEndEvenStoppedProcessWhenClosed() throws IOException {
        // given
        var service = service();
        service.start();
        service.awaitReady(PATIENCE);
        service.signal(Signal.STOP);

        // when
        service.close();

        // then
        assertThat(ProcessHandle.of(pids().getFirst())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "QUARKUS_HTTP_PORT, true",
        "KAFKA_BOOTSTRAP_SERVERS, true",
        "AKOFLOW_GATEWAY_TOKEN, true",
        "JAVA_TOOL_OPTIONS, true",
        "PATH, false",
        "KUBECONFIG, false",
        "HOME, false"
    })
    void shouldNotInheritWhatWouldWinOverItsSettings(String variable, boolean isSetting) {
        assertThat(ServiceProcess.isSetting(variable)).isEqualTo(isSetting);
    }

    private ServiceProcess service() {
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var command = List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                FakeService.class.getName(),
                Integer.toString(port));
        var recipe = new ServiceProcess.Recipe("planner", port, command, Map.of(), log());
        return new ServiceProcess(recipe, watchdog, said::add);
    }

    private Path log() {
        return folder.resolve("planner.log");
    }

    private List<Long> pids() throws IOException {
        return Files.readAllLines(log()).stream()
                .filter(line -> line.startsWith("pid "))
                .map(line -> Long.parseLong(line.substring(4)))
                .toList();
    }
}
