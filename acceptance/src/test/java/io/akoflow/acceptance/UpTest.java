package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.Part;
import io.akoflow.local.Ports;
import io.akoflow.local.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpTest {

    @TempDir
    Path state;

    private final Ports ports = Ports.free();

    @Test
    void shouldLeaveNothingWhenKilledAndWhenDown() throws InterruptedException {
        // given
        var first = LauncherProcess.up(state, ports).awaitOutput("Ctrl-C");
        var started = first.descendants();
        assertThat(started).hasSizeGreaterThan(5);
        assertThat(first.output()).contains(link(), "Runner: simulate");
        assertThatSecondIsRefused();

        // when
        first.kill9();

        // then
        awaitEnd(started);
        var again = LauncherProcess.up(state, ports).awaitOutput("Ctrl-C");
        var startedAgain = again.descendants();
        assertThat(LauncherProcess.down(state).awaitEnd()).isZero();
        again.awaitEnd();
        awaitEnd(startedAgain);
    }

    private void assertThatSecondIsRefused() throws InterruptedException {
        var second = LauncherProcess.up(state, Ports.free());
        assertThat(second.awaitEnd()).isEqualTo(3);
        assertThat(second.output()).contains("but akoflow (process ", "End it with 'akoflow down'");
    }

    private String link() {
        var port = ports.numbers().get(Part.GATEWAY);
        return "http://localhost:%d/?token=%s".formatted(port, new StateFolder(state).token());
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        await("the end of " + processes)
                .atMost(Duration.ofSeconds(20))
                .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }
}
