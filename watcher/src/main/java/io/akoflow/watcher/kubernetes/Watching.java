package io.akoflow.watcher.kubernetes;

import io.akoflow.watcher.WatcherConfig;
import io.akoflow.watcher.messaging.Echo;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts and ends it all, and goes on taking and giving shards. Ready when every shard is watched by somebody. */
@Readiness
@ApplicationScoped
public class Watching implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Watching.class);
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final int MISSED = 3;

    private final KubernetesClient client;
    private final WatcherConfig config;
    private final Attempts attempts;
    private final Troubles troubles;
    private final Reporter reporter;
    private final Logs logs;
    private final Echo echo;
    private final ShardLeases leases;
    private final Map<Integer, ShardWatch> watches = new ConcurrentHashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("leases").unstarted(this::run);
    private volatile @Nullable String trouble = "the Leases have not been looked at yet";

    Watching(
            KubernetesClient client,
            WatcherConfig config,
            Attempts attempts,
            Troubles troubles,
            Reporter reporter,
            Logs logs,
            Echo echo) {
        this.client = client;
        this.config = config;
        this.attempts = attempts;
        this.troubles = troubles;
        this.reporter = reporter;
        this.logs = logs;
        this.echo = echo;
        this.leases = new ShardLeases(client, config, identity(config), this::watch, this::leave);
    }

    void start(@Observes StartupEvent event) {
        troubles.start();
        reporter.start(shard -> {
            var watch = watches.get(shard);
            return watch != null && watch.isListed();
        });
        thread.start();
        Thread.ofPlatform().daemon().name("warm-up").start(() -> Views.warmUp(client.getKubernetesSerialization()));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        die();
        Thread.ofVirtual().start(this::giveBack).join(LAST_WORDS);
    }

    private void giveBack() {
        try {
            leases.release();
        } catch (RuntimeException e) {
            LOG.warnf("Expected to give the shards back, but %s", e.getMessage());
        }
    }

    /** Ends all threads, and gives nothing back. */
    void die() throws InterruptedException {
        stop.countDown();
        thread.join(LAST_WORDS);
        troubles.stop();
        reporter.stop(LAST_WORDS);
        logs.stop();
        watches.values().forEach(ShardWatch::close);
        attempts.close();
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("Kubernetes watches")
                .withData("shards", watches.keySet().stream().sorted().toList().toString())
                .withData("attempts", attempts.size());
        var now = trouble;
        if (now != null) {
            health.withData("trouble", now);
        }
        boolean synced = watches.values().stream().allMatch(ShardWatch::isSynced);
        boolean fair = leases.isFair(config.leases().renewal().multipliedBy(MISSED));
        return health.status(synced && fair && reporter.isAlive()).build();
    }

    private void run() {
        try {
            boolean stopped = false;
            while (!stopped) {
                stopped = stop.await(tick().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when to do it again. While nobody can be asked, what is watched goes on being watched. */
    private Duration tick() {
        try {
            leases.tick();
            trouble = null;
            return config.leases().renewal();
        } catch (RuntimeException e) {
            trouble = "Expected to renew the Leases, but " + e.getMessage();
            LOG.warnf("%s; trying again", trouble);
            return AFTER_TROUBLE;
        }
    }

    private void watch(int shard) {
        var watch = new ShardWatch(shard, attempts, logs, echo);
        watches.put(shard, watch);
        watch.start(client, config.namespaces());
    }

    private void leave(int shard) {
        var watch = watches.remove(shard);
        if (watch != null) {
            watch.close();
        }
    }

    private static String identity(WatcherConfig config) {
        return config.identity()
                .orElseGet(() -> {
                    try {
                        return InetAddress.getLocalHost().getHostName();
                    } catch (UnknownHostException _) {
                        return "localhost";
                    }
                })
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9-]", "-");
    }
}
