package io.akoflow.local.process;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A process of its own for {@link WatchdogTest}: starts a sleep, prints its process id, and waits to be killed. */
final class GuardedSleep {

    private GuardedSleep() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var watchdog = Watchdog.start();
        var shell = new ProcessBuilder("/bin/sh", "-c", "sleep 1000 & echo $!; wait")
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        watchdog.start(shell, Watchdog.Ending.KILL);
        new CountDownLatch(1).await();
    }
}
