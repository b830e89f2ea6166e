package io.akoflow.acceptance.chaos;

import static org.awaitility.Awaitility.await;

import io.akoflow.local.process.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Strikes one blow after the other, each when something goes through again after the one before. */
final class Striker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * A blow that was struck.
     *
     * @param at when it began
     * @param from when it was over, as far as it was up to who struck it: from then on recovery is counted
     * @param clean whether the API server was well all the time, so that a recovery is of this blow only
     */
    record Struck(Blow blow, Instant at, Instant from, boolean clean) {}

    private final Arena arena;
    private final Blows blows;
    private final Canary canary;
    private final List<Struck> struck = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private @Nullable ScheduledFuture<?> bad;

    Striker(Arena arena, Blows blows, Canary canary) {
        this.arena = arena;
        this.blows = blows;
        this.canary = canary;
    }

    /** Strikes until then. */
    void strikeUntil(Instant end) {
        while (Instant.now().isBefore(end)) {
            waitUntil(Instant.now().plus(blows.pause()));
            var clean = isApiWell();
            var at = Instant.now();
            var blow = blows.next();
            System.out.printf("%s %s%n", at, blow);
            var from = strike(blow);
            var hit = new Struck(blow, at, from, clean && isApiWell());
            struck.add(hit);
            awaitSomethingGoesThrough(hit);
        }
        heal();
    }

    /** In order. */
    List<Struck> struck() {
        return struck;
    }

    /** After which blows nothing went through for long. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        heal();
        clock.shutdownNow();
    }

    /** From when on recovery is counted. */
    private Instant strike(Blow blow) {
        var parts = arena.machine().parts();
        var servers = arena.servers();
        return switch (blow) {
            case Blow.Kill(var service, var replica) ->
                away(() -> parts.kill9(service, replica), Duration.ZERO, () -> parts.start(service, replica));
            case Blow.Restart(var service, var replica) ->
                away(() -> {}, Duration.ZERO, () -> parts.restart(service, replica));
            case Blow.Absence(var service, var replica, var length) ->
                away(() -> parts.kill9(service, replica), length, () -> parts.start(service, replica));
            case Blow.Freeze(var service, var replica, var length) ->
                frozen(() -> parts.stopProcess(service, replica), length, () -> parts.contProcess(service, replica));
            case Blow.KillServer(var server) ->
                away(() -> servers.kill(server), Duration.ZERO, () -> servers.start(server));
            case Blow.RestartServer(var server) ->
                away(() -> servers.end(server), Duration.ZERO, () -> servers.start(server));
            case Blow.FreezeServer(var server, var length) ->
                frozen(() -> servers.signal(server, Signal.STOP), length, () -> servers.signal(server, Signal.CONT));
            case Blow.BadApi api -> away(() -> begin(api), Duration.ZERO, () -> {});
        };
    }

    private static Instant away(Runnable end, Duration length, Runnable start) {
        var ended = Instant.now();
        end.run();
        waitUntil(ended.plus(length));
        start.run();
        return ended;
    }

    private static Instant frozen(Runnable stop, Duration length, Runnable go) {
        stop.run();
        waitUntil(Instant.now().plus(length));
        go.run();
        return Instant.now();
    }

    private synchronized void begin(Blow.BadApi api) {
        heal();
        arena.proxy().begin(api.percent(), api.faults());
        bad = clock.schedule(arena.proxy()::end, api.length().toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized boolean isApiWell() {
        return bad == null || bad.isDone();
    }

    private synchronized void heal() {
        if (bad != null) {
            bad.cancel(false);
        }
        arena.proxy().end();
    }

    private void awaitSomethingGoesThrough(Struck hit) {
        if (hit.blow() instanceof Blow.BadApi) {
            return;
        }
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> canary.heardAfter(hit.from()).isPresent());
        } catch (ConditionTimeoutException _) {
            complaints.add("%s: nothing went through for %s after %s".formatted(hit.from(), PATIENCE, hit.blow()));
        }
    }

    private static void waitUntil(Instant moment) {
        await().atMost(Duration.between(Instant.now(), moment).plusSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Instant.now().isAfter(moment));
    }
}
