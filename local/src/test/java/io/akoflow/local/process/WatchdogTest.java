package io.akoflow.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    @Test
    void shouldEndWholeProcessGroupWhenParentIsKilled() throws IOException {
        // given
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var parent = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), GuardedSleep.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var sleep = Long.parseLong(parent.inputReader().readLine());
        assertThat(isAlive(sleep)).isTrue();

        // when
        parent.destroyForcibly();

        // then
        await().until(() -> !isAlive(sleep));
    }

    @Test
    void shouldLeaveForgottenProcessAloneWhenClosed() throws IOException, InterruptedException {
        // given
        var watchdog = Watchdog.start();
        var watched = watchdog.start(new ProcessBuilder("sleep", "1000"), Watchdog.Ending.KILL);
        var forgotten = watchdog.start(new ProcessBuilder("sleep", "1000"), Watchdog.Ending.KILL);
        watchdog.forget(forgotten.pid());

        // when
        watchdog.close();

        // then
        assertThat(watched.waitFor()).isNotZero();
        assertThat(forgotten.isAlive()).isTrue();
        forgotten.destroyForcibly();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
