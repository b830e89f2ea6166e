package io.akoflow.gateway.rest;

import io.akoflow.gateway.store.Change;
import io.akoflow.gateway.store.Changed;
import io.akoflow.gateway.store.RunChanges;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What changed in a run of late, read from the database and written down once for all who follow it: hundreds of pages
 * may be open of one run, each at another place.
 */
final class RunFeed<A extends Changed> {

    /** Less than the pause between two looks of one who waits for what was heard and is not in the database yet. */
    private static final long FRESH_NANOS = 40_000_000;

    private static final long NEVER = -1;

    private final Function<Change, Optional<RunChanges<A>>> since;
    private final Function<List<A>, String> writer;
    private final int mostKept;
    private final Deque<Batch<A>> batches = new ArrayDeque<>();
    private int kept;
    private long readVersion = NEVER;
    private long readAt;
    private long upTo;

    /**
     * A feed that has read nothing yet.
     *
     * @param since reads the run and what changed after something, in the order of changes; empty without the run
     * @param writer writes the events of these
     * @param mostKept how many changes are kept, but for those that were read at once
     */
    RunFeed(Function<Change, Optional<RunChanges<A>>> since, Function<List<A>, String> writer, int mostKept) {
        this.since = since;
        this.writer = writer;
        this.mostKept = mostKept;
    }

    /**
     * What changed after {@code seq}.
     *
     * @param version of what is known to have happened, none of which is missing then
     * @return empty when there is no such run any more
     */
    Optional<News> after(long seq, long version) {
        return switch (shared(seq, version)) {
            case Answer.Gone _ -> Optional.empty();
            case Answer.Told(var news) -> Optional.of(news);
            // whoever is slow must not hold up the others
            case Answer.TooFarBack _ ->
                since.apply(Change.allOf(seq))
                        .map(changes -> new News(changes.run(), writer.apply(changes.activities())));
        };
    }

    private synchronized Answer shared(long seq, long version) {
        if (!isFresh(seq, version) && !read(seq, version)) {
            return new Answer.Gone();
        }
        if (batches.isEmpty() || batches.getFirst().from() > seq) {
            return new Answer.TooFarBack();
        }
        var events = new StringBuilder();
        for (var batch : batches) {
            if (batch.from() >= seq) {
                events.append(batch.events());
            } else if (batch.to() > seq) {
                events.append(writer.apply(batch.changes().activities().stream()
                        .filter(activity -> activity.seq() > seq)
                        .toList()));
            }
        }
        return new Answer.Told(new News(batches.getLast().changes().run(), events.toString()));
    }

    private boolean isFresh(long seq, long version) {
        return !batches.isEmpty() && seq <= upTo && version == readVersion && System.nanoTime() - readAt < FRESH_NANOS;
    }

    /** Whether there is such a run. */
    private boolean read(long seq, long version) {
        long from = batches.isEmpty() ? seq : upTo;
        long now = System.nanoTime();
        var found = since.apply(Change.allOf(from));
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
        keep(new Batch<>(from, upTo, changes, writer.apply(changes.activities())));
        return true;
    }

    private void keep(Batch<A> batch) {
        var last = batches.peekLast();
        if (last != null && last.isEmpty()) {
            batches.removeLast(); // it only told how the run was
        }
        batches.addLast(last != null && last.isEmpty() ? batch.from(last.from()) : batch);
        kept += batch.changes().activities().size();
        while (kept > mostKept && batches.size() > 1) {
            kept -= batches.removeFirst().changes().activities().size();
        }
    }

    private void forget() {
        batches.clear();
        kept = 0;
        readVersion = NEVER;
    }

    private sealed interface Answer {
        /** There is no such run. */
        record Gone() implements Answer {}

        /** What is kept does not go back that far. */
        record TooFarBack() implements Answer {}

        record Told(News news) implements Answer {}
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
