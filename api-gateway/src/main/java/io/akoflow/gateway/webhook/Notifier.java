package io.akoflow.gateway.webhook;

import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.store.Notification;
import io.akoflow.gateway.store.NotificationStore;
import io.akoflow.gateway.store.StoreFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who want to know that a run has ended: at least once, with the same {@code webhook-id} each time, until
 * they take it or a day is over. Every replica does; each takes up what no other has.
 */
@ApplicationScoped
public class Notifier {

    private static final Logger LOG = Logger.getLogger(Notifier.class);
    private static final int MOST_AT_ONCE = 50;
    /** How many times as long as one try may take it is nobody else's: to connect, to be answered, and to note it. */
    private static final int LEASE = 3;

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    private final NotificationStore store;
    private final GatewayConfig.Webhook settings;
    private final Optional<Signature> signature;
    private final MeterRegistry metrics;
    private final HttpClient http;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("notifier").factory());

    Notifier(NotificationStore store, GatewayConfig config, MeterRegistry metrics) {
        this.store = store;
        this.settings = config.webhook();
        this.signature = settings.secret().filter(it -> !it.isBlank()).map(Signature::new);
        this.metrics = metrics;
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER) // where it leads nobody has allowed
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.patience())
                .build();
    }

    void start(@Observes StartupEvent event) {
        long pause = Math.max(50, settings.firstPause().toMillis() / 5);
        var _ = clock.scheduleWithFixedDelay(this::tellAll, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Who is being told is told again by another; what was answered just now is noted first, while it can be. */
    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
        each.shutdownNow();
        http.shutdownNow();
        try {
            if (!each.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Expected to note all that was answered, but the time is over");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellAll() {
        try {
            int room = free.availablePermits();
            if (room > 0) {
                store.claim(Instant.now(), settings.patience().multipliedBy(LEASE), room)
                        .forEach(this::begin);
            }
        } catch (StoreFailure e) {
            LOG.debugf("Expected the database to say who is to be told, but %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Expected to tell who wants to know of ends, but it failed", e);
        }
    }

    /** Nobody waits for the slowest. */
    void begin(Notification it) {
        free.acquireUninterruptibly();
        each.execute(() -> {
            try {
                tell(it);
            } finally {
                free.release();
            }
        });
    }

    private void tell(Notification it) {
        try {
            var error = post(it);
            if (error == null) {
                store.delivered(it);
                count("delivered");
                return;
            }
            if (each.isShutdown()) {
                return; // perhaps this end broke it, so it is no failed try; the lease runs out
            }
            var now = Instant.now();
            if (now.isAfter(it.createdAt().plus(settings.giveUpAfter()))) {
                LOG.warnf("Gave up telling %s of the end of run %s: %s", host(it), it.run(), error);
                store.givenUp(it, error);
                count("given_up");
            } else {
                store.failed(it, error, now.plus(pause(it.attempts())));
                count("failed");
            }
        } catch (StoreFailure e) {
            LOG.debugf("Expected the database to note that %s was told, but %s", host(it), e.getMessage());
        }
    }

    private static String host(Notification it) {
        return URI.create(it.url()).getHost();
    }

    private void count(String outcome) {
        metrics.counter("akoflow.webhooks", "outcome", outcome).increment();
    }

    private Duration pause(int attempts) {
        var pause = settings.firstPause().multipliedBy(1L << Math.min(MOST_DOUBLINGS, attempts - 1));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** What went wrong; null when it was taken. */
    private @Nullable String post(Notification it) {
        long timestamp = Instant.now().getEpochSecond();
        var request = HttpRequest.newBuilder(URI.create(it.url()))
                .timeout(settings.patience())
                .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                .header("User-Agent", "akoflow")
                .header("webhook-id", it.id())
                .header("webhook-timestamp", String.valueOf(timestamp))
                .POST(HttpRequest.BodyPublishers.ofString(it.body()));
        signature.ifPresent(key -> request.header("webhook-signature", key.of(it.id(), timestamp, it.body())));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            answer.body().close(); // the time-out ends with the headers, so nobody waits for what may never come whole
            int status = answer.statusCode();
            return status / 100 == 2 ? null : "it answered %d".formatted(status);
        } catch (IOException | IllegalArgumentException e) { // such as a port that there is not
            return "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the gateway ended";
        }
    }
}
