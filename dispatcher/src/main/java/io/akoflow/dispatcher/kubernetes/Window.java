package io.akoflow.dispatcher.kubernetes;

import io.akoflow.dispatcher.DispatcherConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** Lets so many calls of the Kubernetes API be under way and no more; those who came first go first. */
@ApplicationScoped
public class Window {

    private final Semaphore free;

    Window(MeterRegistry meters, DispatcherConfig config) {
        this.free = new Semaphore(config.calls(), true);
        Gauge.builder("akoflow.dispatcher.calls", free, it -> config.calls() - it.availablePermits())
                .description("calls of the Kubernetes API under way")
                .register(meters);
    }

    /** A place in the window. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a place. */
    Place enter() {
        free.acquireUninterruptibly();
        return free::release;
    }
}
