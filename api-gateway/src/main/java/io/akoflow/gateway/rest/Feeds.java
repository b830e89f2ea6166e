package io.akoflow.gateway.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.akoflow.gateway.store.ActivityQueries;
import io.akoflow.gateway.store.Change;
import io.akoflow.gateway.store.Changed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** What is told of runs to those who follow them, read from the database once for all of a run. */
@ApplicationScoped
class Feeds {

    /** A little more than the pause after which everybody who follows looks again. */
    private static final Duration KEPT = Duration.ofSeconds(20);

    /** Whoever begins to follow hears the rest right after, so a beginning may be a moment old. */
    private static final Duration BEGINNING_VALID = Duration.ofMillis(500);

    private static final int MOST_CHANGES = 1_000;
    private static final long MOST_FEEDS = 100;
    private static final long MOST_CHARACTERS = 16L << 20;
    private static final int OVERHEAD = 500;

    private final ActivityQueries activities;
    private final EventText text;
    private final Cache<Followed, RunFeed<?>> feeds = Caffeine.newBuilder()
            .expireAfterAccess(KEPT)
            .maximumSize(MOST_FEEDS)
            .scheduler(Scheduler.systemScheduler())
            .build();
    private final Cache<Beginning, News> beginnings = Caffeine.newBuilder()
            .expireAfterWrite(BEGINNING_VALID)
            .maximumWeight(MOST_CHARACTERS)
            .weigher((Beginning _, News news) -> news.activities().length() + OVERHEAD)
            .scheduler(Scheduler.systemScheduler())
            .build();

    Feeds(ActivityQueries activities, EventText text) {
        this.activities = activities;
        this.text = text;
    }

    /** What changed after {@code last}, perhaps without the last moment; empty without the run. */
    Optional<News> begin(Followed followed, Change last) {
        return Optional.ofNullable(beginnings.get(
                new Beginning(followed, last),
                key -> first(form(followed), key.last()).orElse(null)));
    }

    private <A extends Changed> Optional<News> first(EventForm<A> form, Change last) {
        return form.since(last).map(changes -> new News(changes.run(), form.events(text, changes.activities())));
    }

    /** What changed after {@code seq}, with all that {@code version} announced; empty without the run. */
    Optional<News> after(Followed followed, long seq, long version) {
        return feeds.get(followed, key -> feed(form(key))).after(seq, version);
    }

    private <A extends Changed> RunFeed<A> feed(EventForm<A> form) {
        return new RunFeed<>(form::since, changed -> form.events(text, changed), MOST_CHANGES);
    }

    private EventForm<?> form(Followed followed) {
        return followed.brief()
                ? new EventForm.Brief(activities, followed.run())
                : new EventForm.Full(activities, followed.run());
    }

    /** A run, and how much is told of its activities. */
    record Followed(String run, boolean brief) {}

    private record Beginning(Followed followed, Change last) {}
}
