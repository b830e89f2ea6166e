package io.akoflow.gateway.rest;

import io.akoflow.gateway.store.Change;
import io.akoflow.gateway.store.Changed;
import io.akoflow.gateway.store.RunChanges;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What changed in a run of late, read from the database and written down once for all who follow it: hundreds of pages
 * may be open of one run, each at another place.
 */
final class RunFeed<A extends Changed> {

    /** Less than the pause between two looks of one who waits for what was heard and is not in the database yet. */
    private static final long FRESH_NANOS = 40_000_000;

    private static final int MOST_KEPT = 5_000;
    private static final long NEVER = -1;

    private final EventForm<A> form;
    private final EventText text;
    private final Deque<Batch<A>> batches = new ArrayDeque<>();
    private int kept;
    private long readVersion = NEVER;
    private long readAt;
    private long upTo;

    RunFeed(EventForm<A> form, EventText text) {
        this.form = form;
        this.text = text;
    }

    /**
     * What changed after {@code seq}.
     *
     * @param version of what is known to have happened, none of which is missing then
     * @return empty when there is no such run any more
     */
    synchronized Optional<News> after(long seq, long version) {
        if (!isFresh(seq, version) && !read(seq, version)) {
            return Optional.empty();
        }
        if (batches.isEmpty() || batches.getFirst().from() > seq) {
            return form.since(Change.allOf(seq)).map(this::news);
        }
        var events = new StringBuilder();
        for (var batch : batches) {
            if (batch.from() >= seq) {
                events.append(batch.events());
            } else if (batch.to() > seq) {
                var rest = batch.changes().activities().stream()
                        .filter(activity -> activity.seq() > seq)
                        .toList();
                events.append(form.events(text, rest));
            }
        }
        return Optional.of(new News(batches.getLast().changes().run(), events.toString()));
    }

    private boolean isFresh(long seq, long version) {
        return !batches.isEmpty() && seq <= upTo && version == readVersion && System.nanoTime() - readAt < FRESH_NANOS;
    }

    /** Whether there is such a run. */
    private boolean read(long seq, long version) {
        long from = batches.isEmpty() ? seq : upTo;
        long now = System.nanoTime();
        var found = form.since(Change.allOf(from));
        if (found.isEmpty()) {
            forget();
            return false;
        }
        var changes = found.get();
        if (changes.run().seq() < from) {
            forget(); // the database was restored
            return true;
        }
        readVersion = version;
        readAt = now;
        upTo = changes.run().seq();
        keep(new Batch<>(from, upTo, changes, form.events(text, changes.activities())));
        return true;
    }

    private void keep(Batch<A> batch) {
        var last = batches.peekLast();
        if (last != null && last.isEmpty()) {
            batches.removeLast(); // it only told how the run was
        }
        batches.addLast(last != null && last.isEmpty() ? batch.from(last.from()) : batch);
        kept += batch.changes().activities().size();
        while (kept > MOST_KEPT && batches.size() > 1) {
            kept -= batches.removeFirst().changes().activities().size();
        }
    }

    private void forget() {
        batches.clear();
        kept = 0;
        readVersion = NEVER;
    }

    private News news(RunChanges<A> changes) {
        return new News(changes.run(), form.events(text, changes.activities()));
    }

    /**
     * What was read at a time.
     *
     * @param from what changed after this {@code seq}
     * @param to up to this one
     */
    private record Batch<A extends Changed>(long from, long to, RunChanges<A> changes, String events) {

        boolean isEmpty() {
            return events.isEmpty();
        }

        Batch<A> from(long earlier) {
            return new Batch<>(earlier, to, changes, events);
        }
    }
}
