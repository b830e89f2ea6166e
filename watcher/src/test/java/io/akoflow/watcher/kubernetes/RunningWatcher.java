package io.akoflow.watcher.kubernetes;

import io.akoflow.watcher.WatcherConfig;
import io.akoflow.watcher.messaging.OpenSpeaker;
import io.akoflow.watcher.messaging.Speaker;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** A watcher without a container, so that a test can have several of them. */
public final class RunningWatcher implements AutoCloseable {

    private final KubernetesClient client;
    private final Speaker speaker;
    private final Watching watching;
    private final Attempts attempts;
    private boolean over;

    public RunningWatcher(Map<String, Object> kafka, URI kubernetes, String token, WatcherConfig config) {
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl(kubernetes.toString())
                        .withOauthToken(token)
                        .withRequestRetryBackoffLimit(0)
                        .withWatchReconnectInterval(200)
                        .build())
                .build();
        var meters = new SimpleMeterRegistry();
        attempts = new Attempts(config, meters);
        speaker = OpenSpeaker.of(kafka, meters);
        var troubles = new Troubles(client, config, attempts);
        var logs = new Logs(client, attempts, speaker, config, meters);
        var reporter = new Reporter(attempts, troubles, new Doubts(client, attempts), logs, speaker);
        watching = new Watching(client, config, attempts, troubles, reporter, logs, OpenSpeaker.echo(kafka));
        watching.start(new StartupEvent());
    }

    public HealthCheckResponse health() {
        return watching.call();
    }

    /** How many attempts it remembers. */
    public int attempts() {
        return attempts.size();
    }

    /** As kill -9 does: nothing is given back or said. */
    public void kill() {
        over = true;
        OpenSpeaker.close(speaker);
        client.close();
        try {
            watching.die();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (over) {
            return;
        }
        over = true;
        try {
            watching.stop(new ShutdownEvent());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        OpenSpeaker.close(speaker);
        client.close();
    }
}
