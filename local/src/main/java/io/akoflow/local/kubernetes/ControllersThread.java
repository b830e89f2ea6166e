package io.akoflow.local.kubernetes;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of all controllers: none of them sees another's work half done. A failure is logged, and stops nobody.
 */
final class ControllersThread extends ScheduledThreadPoolExecutor {
    ControllersThread() {
        super(
                1,
                work -> Thread.ofPlatform()
                        .name("kubernetes-controllers")
                        .daemon()
                        .unstarted(work),
                new DiscardPolicy());
        setRemoveOnCancelPolicy(true);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Does something later. */
    void after(Duration delay, Runnable work) {
        @SuppressWarnings("unused") // a failure is logged below
        var ignored = schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    protected void afterExecute(Runnable work, @Nullable Throwable problem) {
        super.afterExecute(work, problem);
        if (work instanceof Future<?> future && future.isDone()) {
            try {
                future.get();
            } catch (ExecutionException e) {
                System.getLogger("akoflow.kubernetes")
                        .log(System.Logger.Level.ERROR, "A controller's step failed", e.getCause());
            } catch (CancellationException _) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
