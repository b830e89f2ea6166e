package io.akoflow.local.command;

import io.akoflow.local.LaunchLock;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks the launcher of a state folder to end, and waits until all has ended. */
@Command(name = "down", description = "End what 'akoflow up' started.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    private static final int PATIENCE_SECONDS = 60;

    @Option(names = "--state", paramLabel = "DIR", description = "As given to 'up'.")
    private @Nullable Path state;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var folder =
                (state == null ? Main.usualState() : state).toAbsolutePath().normalize();
        var holder = LaunchLock.holder(folder);
        if (holder.isEmpty()) {
            System.out.println("Nothing runs on %s.".formatted(folder));
            return Main.SUCCESS;
        }
        if (!holder.get().destroy() && holder.get().isAlive()) {
            Main.complain(
                    System.err,
                    "Expected to end process %d, but it belongs to another user, who has to do it."
                            .formatted(holder.get().pid()));
            return Main.NOT_STARTED;
        }
        try {
            holder.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            Main.complain(
                    System.err,
                    "Expected process %d to end within %d s, but it still runs; see %s/logs."
                            .formatted(holder.get().pid(), PATIENCE_SECONDS, folder));
            return Main.NOT_STARTED;
        }
        System.out.println("akoflow is down. What it knows is kept in %s.".formatted(folder));
        return Main.SUCCESS;
    }
}
