package io.akoflow.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowWatchTest {
    private static final int LARGE_MAPS = 40;
    private static final int LARGE = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void shouldHangUpOnWatchThatDoesNotKeepUp() throws IOException {
        // given
        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                var client = Clients.of(machine);
                var lazy = watch(machine)) {
            assertThat(lazy.getInputStream().read()).isEqualTo('H');

            // when
            createLargeMaps(client);

            // then
            assertThat(readToTheEnd(lazy)).isLessThan(LARGE_MAPS * LARGE);
            assertThat(client.configMaps().list().getItems()).hasSize(LARGE_MAPS);
        }
    }

    @Test
    void shouldTellWatchAllThatIsThereHoweverMuchThatIs() throws IOException {
        // given
        try (var machine = MachineKubernetes.start(MachineSettings.simulated(folder));
                var client = Clients.of(machine)) {
            createLargeMaps(client);

            // when
            try (var lazy = watch(machine)) {
                client.configMaps()
                        .resource(ApiConformance.map("one-more", Map.of()))
                        .create();

                // then
                assertThat(lazy.getInputStream().readNBytes(LARGE_MAPS * LARGE)).hasSize(LARGE_MAPS * LARGE);
            }
        }
    }

    private static Socket watch(MachineKubernetes machine) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), machine.url().getPort());
        var request =
                "GET /api/v1/configmaps?watch=true HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(machine.token());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void createLargeMaps(KubernetesClient client) {
        for (int i = 0; i < LARGE_MAPS; i++) {
            var map = ApiConformance.map("large-" + i, Map.of());
            map.setData(Map.of("text", "x".repeat(LARGE)));
            client.configMaps().resource(map).create();
        }
    }

    private static long readToTheEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException e) {
            return 0;
        }
    }
}
