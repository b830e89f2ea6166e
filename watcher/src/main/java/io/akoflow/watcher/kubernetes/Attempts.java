package io.akoflow.watcher.kubernetes;

import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.engine.kubernetes.Patience;
import io.akoflow.watcher.WatcherConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All attempts that this replica watches, by their keys, and those that have to be looked at. However much happens to
 * an attempt, it waits to be looked at only once: so this is bounded, and nothing is lost when nobody looks.
 */
@ApplicationScoped
public class Attempts {

    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
    /** By the keys of Jobs and pods that several share, those of the attempts. */
    private final Map<String, List<String>> packs = new ConcurrentHashMap<>();

    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<String> toLookAt = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("later").factory());

    private final Duration reminder;
    private final Patience patience;
    private final InstantSource clock = InstantSource.system();

    Attempts(WatcherConfig config, MeterRegistry meters) {
        meters.gaugeMapSize("akoflow.watcher.attempts", Tags.empty(), attempts);
        meters.gaugeCollectionSize("akoflow.watcher.attempts.to.look.at", Tags.empty(), waiting);
        var waits = config.waits();
        this.reminder = config.reminder();
        this.patience = new Patience(
                waits.grace(), waits.imagePull(), waits.unschedulable().orElse(null));
    }

    Optional<Attempt> find(String key) {
        return Optional.ofNullable(attempts.get(key));
    }

    /** All that share the Job or pod with the key {@code job}, and are watched. */
    List<String> keysOf(String job) {
        return packs.getOrDefault(job, List.of(job));
    }

    /** Does something to each attempt that shares the Job or pod with the key {@code job}, and has it looked at. */
    void forEachOf(String job, Consumer<Attempt> work) {
        for (var key : keysOf(job)) {
            find(key).ifPresent(work);
            note(key);
        }
    }

    /** The same, and each of them is watched from now on. */
    void findOrAddAll(String job, Pack pack, String namespace, int shard, Consumer<Attempt> work) {
        Map<String, Attempt> all = new LinkedHashMap<>();
        for (var id : pack.attempts()) {
            var seat = pack.seat(id);
            var place = new Place(namespace, shard, seat);
            var key = AttemptLabels.key(job, seat);
            all.put(key, attempts.computeIfAbsent(key, _ -> new Attempt(id, place, patience, clock)));
        }
        if (pack.isShared()) {
            packs.put(job, List.copyOf(all.keySet()));
        }
        all.forEach((key, attempt) -> {
            work.accept(attempt);
            note(key);
        });
    }

    int size() {
        return attempts.size();
    }

    /** Something may have happened to it. */
    void note(String key) {
        if (waiting.add(key)) {
            toLookAt.add(key);
        }
    }

    /** The same, after a while. */
    void note(String key, Duration delay) {
        after(delay, () -> note(key));
    }

    /** All was said of it, so its Job should go soon; if it does not, whoever deletes it has to hear of it again. */
    void remind(String key) {
        after(
                reminder,
                () -> find(key).filter(Attempt::isOverdue).ifPresent(attempt -> {
                    attempt.sayAgain();
                    note(key);
                    remind(key);
                }));
    }

    /** Does something short after a while. */
    @SuppressWarnings("FutureReturnValueIgnored") // it tells nobody
    void after(Duration delay, Runnable work) {
        if (!later.isShutdown()) {
            later.schedule(work, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    /** The next one to look at; null when there is none within a while. */
    @Nullable
    String next(Duration patience) throws InterruptedException {
        var key = toLookAt.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
            waiting.remove(key);
        }
        return key;
    }

    boolean isNothingToLookAt() {
        return toLookAt.isEmpty();
    }

    /** Forgets an attempt of which nothing is left. */
    void forgetIfOver(String key) {
        attempts.computeIfPresent(key, (_, attempt) -> attempt.isForgettable() ? null : attempt);
        packs.computeIfPresent(AttemptLabels.jobOf(key), (_, keys) -> isWatched(keys) ? keys : null);
    }

    /** Looks at all of a shard. */
    void noteAll(int shard) {
        forEach(shard, (key, _) -> note(key));
    }

    /** Does something to all of a shard. */
    void forEach(int shard, BiConsumer<String, Attempt> work) {
        attempts.forEach((key, attempt) -> {
            if (attempt.place().shard() == shard) {
                work.accept(key, attempt);
            }
        });
    }

    /** Forgets a shard that another replica has. */
    void abandon(int shard) {
        attempts.values().removeIf(attempt -> {
            if (attempt.place().shard() != shard) {
                return false;
            }
            attempt.abandon();
            return true;
        });
        packs.values().removeIf(keys -> !isWatched(keys));
    }

    private boolean isWatched(List<String> keys) {
        return keys.stream().anyMatch(attempts::containsKey);
    }

    void close() {
        later.shutdownNow();
    }
}
