package io.akoflow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir
    Path folder;

    @Test
    void shouldNamePortAndOptionWhenPortIsInUse() throws IOException {
        // given
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = Ports.free().with(Part.KAFKA, other.getLocalPort());

            // when
            var complaints = Launcher.complaints(built().withPorts(ports));

            // then
            assertThat(complaints)
                    .containsExactly(("Expected port %d for Kafka to be free, but something listens on it."
                                    + " Choose another one with --kafka-port.")
                            .formatted(other.getLocalPort()));
        }
    }

    @Test
    void shouldSayWhereItRunsWhenStartedTwice() throws IOException {
        // given
        var settings = built().withPorts(Ports.free());
        var state = new StateFolder(settings.state());
        state.make();
        state.writeServer("http://localhost:8080");
        try (var lock = LaunchLock.take(settings.state()).orElseThrow()) {
            assertThat(lock).isNotNull();

            // when
            var complaints = Launcher.complaints(settings);

            // then
            assertThat(complaints)
                    .containsExactly("Expected nothing to run on %s, but akoflow (process %d) does, at %s. %s"
                            .formatted(
                                    settings.state(),
                                    ProcessHandle.current().pid(),
                                    "http://localhost:8080",
                                    "End it with 'akoflow down'."));
        }
        assertThat(Launcher.complaints(settings)).isEmpty();
    }

    @Test
    void shouldRefuseFolderOfSomebodyElse() throws IOException {
        // given
        var settings = built().withPorts(Ports.free());
        var file = Files.createFile(Files.createDirectories(settings.state()).resolve("thesis.tex"));

        // when
        var complaints = Launcher.complaints(settings);

        // then
        assertThat(complaints).singleElement().asString().contains("has something else in it", "--state");
        Files.delete(file);
        assertThat(Launcher.complaints(settings)).isEmpty();
        new StateFolder(settings.state()).make();
        assertThat(Launcher.complaints(settings)).isEmpty();
    }

    @Test
    void shouldNameWhatIsMissingWhenNotBuilt() {
        // given
        var settings = LaunchSettings.usual(folder, folder.resolve("state")).withPorts(Ports.free());

        // when
        var complaints = Launcher.complaints(settings);

        // then
        assertThat(complaints)
                .hasSize(4)
                .allSatisfy(complaint -> assertThat(complaint).contains("but it is not built"));
    }

    private LaunchSettings built() throws IOException {
        for (var service : Service.values()) {
            Files.createDirectories(service.jar(folder).getParent());
            Files.createFile(service.jar(folder));
        }
        return LaunchSettings.usual(folder, folder.resolve("state"));
    }
}
