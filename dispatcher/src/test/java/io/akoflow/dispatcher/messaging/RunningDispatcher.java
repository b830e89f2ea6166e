package io.akoflow.dispatcher.messaging;

import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.dispatcher.kubernetes.Parts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** A dispatcher without a container, so that a test can have several of them. */
public final class RunningDispatcher implements AutoCloseable {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Parts parts;
    private final Commands commands;

    public RunningDispatcher(Map<String, Object> kafka, URI kubernetes, String token, DispatcherConfig config) {
        parts = Parts.of(kubernetes, token, config, meters);
        var speaker = new Speaker(kafka);
        var handler = new CommandHandler(parts.objects(), parts.tombstones(), parts.leftovers(), speaker, meters);
        var disks = new DiskRequests(parts.readers(), speaker, meters);
        commands = new Commands(kafka, config, new Errands(handler, disks, speaker, meters), speaker, parts.health());
        commands.start(new StartupEvent());
    }

    public HealthCheckResponse health() {
        return commands.call();
    }

    /** Why it is not healthy. */
    public String trouble() {
        return health().getData()
                .map(data -> String.valueOf(data.get("trouble")))
                .orElse("");
    }

    /** How often a command had this outcome. */
    public double outcomes(String outcome) {
        var counter = meters.find("akoflow.dispatcher.outcomes")
                .tag("outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** What the gauge of that name says. */
    public double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    @Override
    public void close() {
        try {
            commands.stop(new ShutdownEvent());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        parts.close();
    }
}
