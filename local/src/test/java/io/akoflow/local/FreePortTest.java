package io.akoflow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {

    private static final int TIMES = 5_000;

    @Test
    void shouldTakeNobodysPortAwayWhenItOnlyLooks() throws Exception {
        // given
        int port = FreePort.find();
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            // when
            var other = others.submit(() -> allFree(port));
            boolean free = allFree(port);

            // then
            assertThat(free).isTrue();
            assertThat(other.get()).isTrue();
        }
    }

    @Test
    void shouldNotBeFreeWhenSomethingListens() throws IOException {
        // given
        int port = FreePort.find();

        // when
        try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            boolean free = FreePort.isFree(server.getLocalPort());

            // then
            assertThat(free).isFalse();
        }
        assertThat(FreePort.isFree(port)).isTrue();
    }

    private static boolean allFree(int port) {
        return IntStream.range(0, TIMES).allMatch(_ -> FreePort.isFree(port));
    }
}
